// Where the app itself keeps things: left out of every search, by path with all below it, and by what the system calls a file, whose names can be several.
import { lstat, realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { isMissing } from '../files/storage-error';

/** Asks for what lies at a path; rejects when that lasts too long. */
type InTime = <Result>(path: string, ask: () => Promise<Result>) => Promise<Result>;

export class OwnPlaces {
  readonly #ask: () => readonly string[];
  readonly #inTime: InTime;
  #paths: readonly string[] = [];
  #files: ReadonlySet<string> = new Set();

  /** `ask` gives files and folders by any path. One whose drive does not answer `inTime` counts by that path alone, and holds up no other. */
  constructor(ask: () => readonly string[], inTime: InTime = (_path, run) => run()) {
    this.#ask = ask;
    this.#inTime = inTime;
  }

  /** Asks anew: an account can have got another place. */
  async look(): Promise<void> {
    const asked = this.#ask();
    const paths = await Promise.all(asked.map((path) => this.#inTime(path, () => realpath(path)).catch(() => path)));
    // What is not there has no other name.
    const files = await Promise.all(
      paths.map((path) =>
        this.#inTime(path, () => stat(path))
          .then(nameOfFile)
          .catch(() => undefined),
      ),
    );
    // By both names: what stands at its path may be put over it, and not what a link there leads to.
    this.#paths = [...new Set([...asked, ...paths])];
    this.#files = new Set(files.flatMap((name) => name ?? []));
  }

  /** Whether a real path is one of them, or below one. */
  hasPath(path: string): boolean {
    return this.#paths.some((each) => path === each || path.startsWith(each + sep));
  }

  /** The same, and whether the file at `path` is one of them by another name. Rejects with the system's error when that cannot be asked. */
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
