// The backup that was opened from outside, as by a double click, until the window takes it. It is read at once, with the limits and refusals of one that is
// chosen in a dialog; the page learns its name and nothing of where it lies, and without a passphrase nobody what is in it.
import { AxiomTokenError } from '../core/base/errors';
import { shownPath } from '../core/leftovers/shown-path';
import type { OpenedFile } from './opened-file';

/** A file that can be chosen. */
export interface HeldBackup {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export class OpenedBackup {
  readonly #read: (path: string) => Promise<Uint8Array>;
  readonly #check: (bytes: Uint8Array) => unknown;
  #held: HeldBackup | undefined;
  #turn = 0;

  /** Both throw an AxiomTokenError: `read` for what cannot be read, `check` for what is no backup. */
  constructor(read: (path: string) => Promise<Uint8Array>, check: (bytes: Uint8Array) => unknown) {
    this.#read = read;
    this.#check = check;
  }

  /**
   * Holds the file in place of one before it. Its name; `undefined` where a later one was opened while it was read. One that cannot be used leaves the one
   * before it held.
   * @throws AxiomTokenError
   */
  async offer(file: OpenedFile): Promise<string | undefined> {
    if (file.kind === 'refused') throw file.error;
    const turn = ++this.#turn;
    const fileName = shownPath(file.path.split(/[\\/]/).at(-1) ?? file.path);
    try {
      const bytes = await this.#read(file.path);
      this.#check(bytes);
      if (turn !== this.#turn) return undefined;
      this.#held = { fileName, bytes };
      return fileName;
    } catch (error) {
      if (turn !== this.#turn) return undefined;
      throw error;
    }
  }

  /** Gives it away, once. @throws AxiomTokenError `INVALID_INPUT` when there is none */
  take(): HeldBackup {
    const held = this.#held;
    this.#held = undefined;
    if (held) return held;
    throw new AxiomTokenError('INVALID_INPUT', {
      message: 'No backup waits to be restored.',
      remedy: 'Open the file again. Nothing was changed.',
    });
  }
}
