// The files and folders of the app itself, which every search leaves out: by path, with everything below it, and by device and inode, because a file can have
// several paths.
import { lstat, realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { isMissing } from '../files/storage-error';

/** Runs a check of a path with a deadline. */
type InTime = <Result>(path: string, ask: () => Promise<Result>) => Promise<Result>;

export class OwnPlaces {
  readonly #ask: () => readonly string[];
  readonly #inTime: InTime;
  #paths: readonly string[] = [];
  #files: ReadonlySet<string> = new Set();

  /** `ask` returns files and folders by any path. If the drive of one does not answer `inTime`, only its path counts, and the others are not delayed. */
  constructor(ask: () => readonly string[], inTime: InTime = (_path, run) => run()) {
    this.#ask = ask;
    this.#inTime = inTime;
  }

  /** Asks again, because the place of an account may have changed. */
  async look(): Promise<void> {
    const asked = this.#ask();
    const paths = await Promise.all(asked.map((path) => this.#inTime(path, () => realpath(path)).catch(() => path)));
    // A file that does not exist has no other path either.
    const files = await Promise.all(
      paths.map((path) =>
        this.#inTime(path, () => stat(path))
          .then(nameOfFile)
          .catch(() => undefined),
      ),
    );
    // Both paths count: writing to a path may replace a link itself, and not its target.
    this.#paths = [...new Set([...asked, ...paths])];
    this.#files = new Set(files.flatMap((name) => name ?? []));
  }

  /** Whether a path with links resolved is one of them, or below one. */
  hasPath(path: string): boolean {
    return this.#paths.some((each) => path === each || path.startsWith(each + sep));
  }

  /** As {@link hasPath}, or the file at `path` is one of them under another path. Rejects with the system's error when that cannot be found out. */
  async has(path: string): Promise<boolean> {
    if (this.hasPath(path)) return true;
    const name = await lstat(path).then(nameOfFile, (error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    return name !== undefined && this.#files.has(name);
  }
}

function nameOfFile({ dev, ino }: { readonly dev: number; readonly ino: number }): string {
  return `${dev}:${ino}`;
}
