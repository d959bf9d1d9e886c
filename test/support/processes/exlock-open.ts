// An `open` that handles O_EXLOCK as macOS does, within one process: an open file cannot be opened again.
import { open } from 'node:fs/promises';
import { O_EXLOCK } from '../../../main/adapters/locks/refresh-lock-exlock';

export type ExlockOpen = (path: string, flags: number, mode: number) => ReturnType<typeof open>;

/** Opens the real file without the flag, which Linux does not have; fails with EAGAIN while the file is open. */
export function createExlockOpen(): ExlockOpen {
  const held = new Set<string>();
  return async (path, flags, mode) => {
    if ((flags & O_EXLOCK) === 0) throw new Error('opened without a lock');
    if (held.has(path)) throw Object.assign(new Error('EAGAIN: resource temporarily unavailable'), { code: 'EAGAIN' });
    held.add(path);
    const file = await open(path, flags & ~O_EXLOCK, mode);
    const close = file.close.bind(file);
    let isOpen = true;
    file.close = async () => {
      await close();
      if (isOpen) held.delete(path);
      isOpen = false;
    };
    return file;
  };
}
