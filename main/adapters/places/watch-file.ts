// Tells when another program has replaced, changed or removed a file. Watches its folder, because files are replaced by renaming another over them.
import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Unsubscribe } from '../../core/ports/clock';

/**
 * Calls `changed` after something happened to the file, unless `isOwn` says that it was this program; several events may come for one change. A
 * folder that goes is not told of: a caller must also look from time to time. `undefined` when the folder is not there, or cannot be watched. Never throws;
 * does not keep the process alive. It does not return while the drive of the file does not answer.
 */
export function watchFile(path: string, isOwn: () => Promise<boolean>, changed: () => void): Unsubscribe | undefined {
  const name = basename(path).normalize('NFC');
  let isOver = false;
  const tell = async (): Promise<void> => {
    // What cannot be told from a change is one.
    const isOurs = await isOwn().catch(() => false);
    if (!isOurs && !isOver) changed();
  };
  let watcher: FSWatcher;
  try {
    watcher = watch(dirname(path), { persistent: false }, (_event, changedName) => {
      if (changedName === null || changedName.normalize('NFC') === name) void tell();
    });
    watcher.on('error', () => watcher.close());
  } catch {
    return undefined;
  }
  return () => {
    isOver = true;
    watcher.close();
  };
}
