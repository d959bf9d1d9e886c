// Changes of consents that already apply but are not saved yet, on top of the file's content. Used by KeptConsents
// alone.
import { toAxiomTokenError } from '../core/base/errors';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { Consent } from './consent';
import { type ContentChange, isOfThisRun, withoutEnded, withUses } from './consent-changes';
import type { ConsentsContent, ConsentsFile } from './handout-state';

/** How old the time of last use in the file may become. A session's consent ends after ten minutes without a use, and other programs see the uses only in the file. */
const NOTED_EVERY_MS = { session: 4 * 60_000, other: 60 * 60_000 };
/** The same limit for the end of the program. */
const LEFT_UNNOTED_MS = 60_000;

export interface UnsavedConsentsParts {
  readonly file: ConsentsFile;
  readonly clock: Clock;
  readonly logger: Logger;
}

export class UnsavedConsents {
  readonly #file: ConsentsFile;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #changes: readonly ContentChange[] = [];
  #saving: Promise<void> | undefined;
  readonly #usedAtMs = new Map<string, number>();
  /** When a use was last written to the file. */
  readonly #notedAtMs = new Map<string, number>();
  #isUseDue = false;

  constructor({ file, clock, logger }: UnsavedConsentsParts) {
    this.#file = file;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** The file's content with all changes. @throws AxiomTokenError `STORAGE_*` */
  get content(): ConsentsContent {
    return this.#changes.reduce((content, change) => change(content), this.#file.read());
  }

  add(change: ContentChange): void {
    this.#changes = [...this.#changes, change];
  }

  /** Takes back a change that could not be saved. */
  drop(change: ContentChange): void {
    this.#changes = this.#changes.filter((each) => each !== change);
  }

  withUse(consent: Consent): Consent {
    const usedAtMs = this.#usedAtMs.get(consent.id);
    return usedAtMs === undefined || usedAtMs <= (consent.lastUsedAtMs ?? 0)
      ? consent
      : { ...consent, lastUsedAtMs: usedAtMs };
  }

  /** Returns true when it is time to save. */
  noteUse({ id, scope, lastUsedAtMs, decidedAtMs }: Consent): boolean {
    const nowMs = this.#clock.nowMs();
    const isFirst = lastUsedAtMs === undefined && !this.#usedAtMs.has(id);
    this.#usedAtMs.set(id, nowMs);
    // At the first use in this process, the consent still has the time of the file.
    const knownAtMs = this.#notedAtMs.get(id) ?? lastUsedAtMs ?? decidedAtMs;
    this.#notedAtMs.set(id, knownAtMs);
    const everyMs = scope === 'session' ? NOTED_EVERY_MS.session : NOTED_EVERY_MS.other;
    if (isOfThisRun(scope) || (!isFirst && Math.abs(nowMs - knownAtMs) < everyMs)) return false;
    this.#notedAtMs.set(id, nowMs);
    this.#isUseDue = true;
    return true;
  }

  /** Resolves when all that was changed before the call is saved. @throws as {@link ConsentsFile.change} */
  save(): Promise<void> {
    this.#saving = (this.#saving ?? Promise.resolve()).catch(() => undefined).then(() => this.#saveNow());
    return this.#saving;
  }

  /** {@link save} for callers that do not wait. If it fails, the changes apply until this process ends. */
  saveSoon(): void {
    this.save().catch((error: unknown) => {
      const { code } = toAxiomTokenError(error);
      this.#logger.warn('a decision about a program could not be saved; it applies until this program ends', { code });
    });
  }

  /** Saves the uses that the file does not have yet, and resolves when nothing is being saved any more. */
  async end(): Promise<void> {
    const isUnnoted = ([id, atMs]: [string, number]): boolean =>
      atMs - (this.#notedAtMs.get(id) ?? atMs) >= LEFT_UNNOTED_MS;
    if ([...this.#usedAtMs].some(isUnnoted)) {
      this.#isUseDue = true;
      this.saveSoon();
    }
    await this.settled();
  }

  /** Resolves when nothing is being saved any more. */
  async settled(): Promise<void> {
    await this.#saving?.catch(() => undefined);
  }

  async #saveNow(): Promise<void> {
    const changes = this.#changes;
    if (changes.length === 0 && !this.#isUseDue) return;
    this.#isUseDue = false;
    const all = [...changes, withUses(new Map(this.#usedAtMs)), withoutEnded(this.#clock.nowMs())];
    await this.#file.change((content) => all.reduce((changed, change) => change(changed), content));
    this.#changes = this.#changes.filter((each) => !changes.includes(each));
  }
}
