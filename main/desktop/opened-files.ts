// Collects files opened from outside (by this start, a later one, or macOS) until the app can show them: macOS reports a file before the app is ready,
// and a second start may do so while it opens. Used by main/desktop/index.ts.
import type { App } from 'electron';
import { type FilesToOpen, filesToOpen, type OpenedFile, openedFile, parseFilesToOpen } from './opened-file';

export class OpenedFiles {
  readonly #platform: NodeJS.Platform;
  readonly #waiting: OpenedFile[] = [];
  #open: ((file: OpenedFile) => void) | undefined;

  constructor(platform: NodeJS.Platform) {
    this.#platform = platform;
  }

  /** Receives files from macOS, including one that the app is started with. */
  listenTo(app: Pick<App, 'on'>): void {
    app.on('open-file', (event, file) => {
      event.preventDefault();
      this.add({ files: [file] });
    });
  }

  add(given: FilesToOpen): void {
    const file = openedFile(given, this.#platform);
    if (file === undefined) return;
    if (this.#open) this.#open(file);
    else this.#waiting.push(file);
  }

  /** Adds what a second start has passed. */
  addFromSecondStart(message: unknown): void {
    this.add(parseFilesToOpen(message));
  }

  /** From now on opens each file at once, and those collected so far. */
  openWith(open: (file: OpenedFile) => void): void {
    this.#open = open;
    for (const file of this.#waiting.splice(0)) open(file);
  }
}

/** The files given to this start. */
export function filesOfThisStart(
  { argv, cwd }: Pick<NodeJS.Process, 'argv' | 'cwd'>,
  isPackaged: boolean,
): FilesToOpen {
  try {
    return filesToOpen(argv, isPackaged, cwd());
  } catch {
    // Thrown when the working folder no longer exists.
    return filesToOpen(argv, isPackaged, undefined);
  }
}
