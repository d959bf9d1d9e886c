// Gathers what is opened from outside (by this start, by later ones, by macOS) and keeps it until the app can show it: the system tells a file before the app is
// ready, and a second start may while it opens. Used by main/desktop/index.ts.
import type { App } from 'electron';
import { type GivenToOpen, givenToOpen, type OpenedFile, openedFile, toldToOpen } from './opened-file';

export class OpenedFiles {
  readonly #platform: NodeJS.Platform;
  readonly #waiting: OpenedFile[] = [];
  #open: ((file: OpenedFile) => void) | undefined;

  constructor(platform: NodeJS.Platform) {
    this.#platform = platform;
  }

  /** Hears of files from macOS, also of one that the app is started with. */
  listenTo(app: Pick<App, 'on'>): void {
    app.on('open-file', (event, file) => {
      event.preventDefault();
      this.add({ files: [file] });
    });
  }

  add(given: GivenToOpen): void {
    const file = openedFile(given, this.#platform);
    if (file === undefined) return;
    if (this.#open) this.#open(file);
    else this.#waiting.push(file);
  }

  /** By a second start. */
  addTold(told: unknown): void {
    this.add(toldToOpen(told));
  }

  /** From now on each is opened as it comes, and now those that came before. */
  openWith(open: (file: OpenedFile) => void): void {
    this.#open = open;
    for (const file of this.#waiting.splice(0)) open(file);
  }
}

/** What this start was given. */
export function givenToThisStart(
  { argv, cwd }: Pick<NodeJS.Process, 'argv' | 'cwd'>,
  isPackaged: boolean,
): GivenToOpen {
  try {
    return givenToOpen(argv, isPackaged, cwd());
  } catch {
    // The folder in which it was started is gone.
    return givenToOpen(argv, isPackaged, undefined);
  }
}
