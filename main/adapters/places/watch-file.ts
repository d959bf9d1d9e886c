// Notices when another program has replaced, changed or removed a file. Watches its folder, because files are replaced by renaming a new one over them.
import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Unsubscribe } from '../../core/ports/clock';

/**
 * Calls `changed` after the file has changed, unless `isOwn` says that this process did it; several calls are
 * possible for one change. The removal of the folder is not noticed, so the caller must also check from time to time.
 * Returns `undefined` when the folder is missing or cannot be watched. Never throws; does not keep the process alive.
 * It blocks while the drive of the file does not answer.
 */
export function watchFile(path: string, isOwn: () => Promise<boolean>, changed: () => void): Unsubscribe | undefined {
  const name = basename(path).normalize('NFC');
  let isOver = false;
  const notify = async (): Promise<void> => {
    // In doubt it counts as a change by another program.
    const isOurs = await isOwn().catch(() => false);
    if (!isOurs && !isOver) changed();
  };
  let watcher: FSWatcher;
  try {
    watcher = watch(dirname(path), { persistent: false }, (_event, changedName) => {
      if (changedName === null || changedName.normalize('NFC') === name) void notify();
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
