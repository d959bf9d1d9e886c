// The backup that a person has chosen and perhaps opened, in memory, until it is closed, another one is chosen, or ten minutes pass. Used by the handlers of
// a restore.
import { AxiomTokenError } from '../../../core/base/errors';
import type { OpenedBackup } from '../../../core/intents/restore-chosen';
import type { Clock } from '../../../core/ports/clock';
import type { ChosenBackup } from '../../../../preload/contract/backup-preview-schema';

/** How long a chosen backup can be opened, and an opened one restored. */
const KEPT_MS = 10 * 60_000;

interface Kept {
  readonly chosen: ChosenBackup;
  readonly bytes: Uint8Array;
  readonly untilMs: number;
  readonly opened?: OpenedBackup;
}

export class KeptBackup {
  readonly #clock: Clock;
  #kept: Kept | undefined;
  /** Ends what is being done for one. */
  #working = new AbortController();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Gives up what is under way, and is the signal of what begins now. */
  begin(): AbortSignal {
    this.#working.abort();
    this.#working = new AbortController();
    return this.#working.signal;
  }

  choose(chosen: ChosenBackup, bytes: Uint8Array): void {
    this.#kept = { chosen, bytes, untilMs: this.#clock.monotonicMs() + KEPT_MS };
  }

  /** Notes what is in the chosen one. */
  open(backupId: string, opened: OpenedBackup): void {
    const { chosen, bytes } = this.#valid(backupId);
    this.#kept = { chosen, bytes, untilMs: this.#clock.monotonicMs() + KEPT_MS, opened };
  }

  /** @throws AxiomTokenError `INVALID_INPUT` when it is not kept any more */
  chosen(backupId: string): { readonly chosen: ChosenBackup; readonly bytes: Uint8Array } {
    return this.#valid(backupId);
  }

  /** @throws AxiomTokenError `INVALID_INPUT` when it is not kept any more, or was not opened */
  opened(backupId: string): OpenedBackup {
    const { opened } = this.#valid(backupId);
    if (opened) return opened;
    throw new AxiomTokenError('INVALID_INPUT', {
      message: 'This backup is not open yet.',
      remedy: 'Type its passphrase first. Nothing was changed.',
    });
  }

  forget(): void {
    this.#kept = undefined;
  }

  /** Forgets it, and gives up what is under way. */
  close(): void {
    this.#working.abort();
    this.forget();
  }

  #valid(backupId: string): Kept {
    if (this.#kept && this.#clock.monotonicMs() > this.#kept.untilMs) this.forget();
    if (this.#kept?.chosen.backupId === backupId) return this.#kept;
    throw new AxiomTokenError('INVALID_INPUT', {
      message: 'This backup is not kept any more: it was closed, or chosen more than ten minutes ago.',
      remedy: 'Choose the file again. Nothing was changed.',
    });
  }
}
