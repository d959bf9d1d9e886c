// The backup that was opened from outside, for example by a double click, until the window takes it. It is read at once, with the same limits and errors as a backup
// chosen in a dialog. The page learns its file name but not its path; without the passphrase nobody sees its content.
import { AxiomTokenError } from '../core/base/errors';
import { shownPath } from '../core/leftovers/shown-path';
import type { OpenedFile } from './opened-file';

/** A file name with the file's content. */
export interface HeldBackup {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export class OpenedBackup {
  readonly #read: (path: string) => Promise<Uint8Array>;
  readonly #check: (bytes: Uint8Array) => unknown;
  #held: HeldBackup | undefined;
  #turn = 0;

  /** Both throw an AxiomTokenError: `read` for an unreadable file, `check` for a file that is not a backup. */
  constructor(read: (path: string) => Promise<Uint8Array>, check: (bytes: Uint8Array) => unknown) {
    this.#read = read;
    this.#check = check;
  }

  /**
   * Keeps the file in place of an earlier one and returns its name; `undefined` when a later file was opened during the read. After an error the earlier one stays.
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

  /** Returns it and forgets it. @throws AxiomTokenError `INVALID_INPUT` when there is none */
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
