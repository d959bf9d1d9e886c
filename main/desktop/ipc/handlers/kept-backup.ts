// Keeps the chosen (and perhaps opened) backup in memory until it is closed, another one is chosen, or ten minutes pass. Used by restore-handlers.ts.
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
  /** Aborts the work on the current backup. */
  #working = new AbortController();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Aborts earlier work; returns the signal for the new work. */
  begin(): AbortSignal {
    this.#working.abort();
    this.#working = new AbortController();
    return this.#working.signal;
  }

  choose(chosen: ChosenBackup, bytes: Uint8Array): void {
    this.#kept = { chosen, bytes, untilMs: this.#clock.monotonicMs() + KEPT_MS };
  }

  /** Stores the decrypted content of the chosen backup. */
  open(backupId: string, opened: OpenedBackup): void {
    const { chosen, bytes } = this.#valid(backupId);
    this.#kept = { chosen, bytes, untilMs: this.#clock.monotonicMs() + KEPT_MS, opened };
  }

  /** @throws AxiomTokenError `INVALID_INPUT` when it is no longer kept */
  chosen(backupId: string): { readonly chosen: ChosenBackup; readonly bytes: Uint8Array } {
    return this.#valid(backupId);
  }

  /** @throws AxiomTokenError `INVALID_INPUT` when it is no longer kept, or was not opened */
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

  /** Forgets the backup and aborts work on it. */
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
