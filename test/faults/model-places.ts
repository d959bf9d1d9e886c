// Where tokens are kept in the model: two stores and a journal that outlive every run, each run with a handle that goes dead with it. They check
// at every change what must never happen to what is kept.
import { AxiomTokenError, type ErrorCode } from '../../main/core/base/errors';
import type { Journal, RefreshIntent } from '../../main/core/ports/journal';
import type { TokenStore } from '../../main/core/ports/token-store';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import { MemoryJournal } from '../support/fakes/journal/memory-journal';

/**
 * How a store answers: it works, it fails, or it does not answer until it is told to. `missing`: a file is not to be found, though it is still there; other
 * stores work.
 */
export type StoreMode = 'ok' | 'hang' | 'missing' | Extract<ErrorCode, `STORAGE_${string}`>;

/** One run of the app. Nothing that it has begun takes effect after its end, but for a call that the store already had. */
export interface Life {
  isOver: boolean;
}

/** What the model must allow before something may go. */
export interface Permission {
  /** Whether the person signed out, or moves the tokens. */
  mayRemove(): boolean;
  /** Whether a record came later than what is now in the place in use, and is not used up. */
  isLater(record: TokenRecord): boolean;
  breach(what: string): void;
  /** What this profile has taken by now is its own. */
  noteTaken(): void;
  /** Counts a call; whether there were too many. */
  isEndless(): boolean;
}

interface HungCall {
  readonly life: Life;
  readonly go: () => void;
  readonly effect: () => void;
}

export class ModelPlace {
  readonly kind: 'keychain' | 'sealed-file' | 'file';
  readonly journal: ModelJournal;
  mode: StoreMode = 'ok';
  kept: TokenRecord | undefined;
  /** What another program is in the middle of writing: nobody can read the place then. */
  half: TokenRecord | undefined;
  /** Tokens of another account that lie here, until this profile takes them: nothing may happen to them. */
  theirs: TokenRecord | undefined;
  readonly #watchers = new Map<() => void, Life>();
  readonly #permission: Permission;
  #hung: HungCall[] = [];
  #failedCall: string | undefined;

  constructor(kind: ModelPlace['kind'], permission: Permission) {
    this.kind = kind;
    this.journal = new ModelJournal(kind, permission);
    this.#permission = permission;
  }

  /** `isExpected`: whether the list says that tokens were saved here. */
  open(life: Life, isExpected: () => boolean): TokenStore {
    return {
      kind: this.kind,
      place: this.kind,
      load: () =>
        this.#run(life, 'load', () => {
          this.wasMissed = this.isMissing;
          if (!this.isMissing) return this.kept;
          if (!isExpected()) return undefined;
          this.#failedCall = 'load';
          throw new AxiomTokenError('STORAGE_UNAVAILABLE', { isMissing: true });
        }),
      save: (record) => this.#run(life, 'save', () => this.#save(record)),
      clear: () => {
        // What was allowed when it was asked stays allowed, however long the store takes.
        const mayRemove = this.#permission.mayRemove();
        return this.#run(life, 'clear', () => this.#clear(mayRemove));
      },
      ...(this.kind === 'file'
        ? {
            setAside: () => this.#run(life, 'setAside', () => this.#setAside()),
            watch: (changed: () => void) => {
              this.#watchers.set(changed, life);
              return () => this.#watchers.delete(changed);
            },
          }
        : {}),
    };
  }

  /** Another program, which knows nothing of this app, writes; `isHalf`: it has not come to the end yet. */
  rewrite(record: TokenRecord, isHalf = false): void {
    this.theirs = undefined;
    this.half = isHalf ? record : undefined;
    if (!isHalf) this.kept = record;
    for (const [changed, life] of this.#watchers) if (!life.isOver) changed();
  }

  /** Whether the last look found nothing because its drive was not connected. */
  wasMissed = false;

  /** Whether its drive is not connected. */
  get isMissing(): boolean {
    return this.mode === 'missing' && this.kind === 'file';
  }

  /** Whether a call has failed and none of its kind worked since. */
  get lastFailed(): boolean {
    return this.#failedCall !== undefined;
  }

  get hasHung(): boolean {
    return this.#hung.length > 0;
  }

  /** The calls that hang go on. */
  release(): void {
    const hung = this.#hung;
    this.#hung = [];
    for (const { go } of hung) go();
  }

  /** A run ends: what hangs of it reaches the store, or never does. */
  end(life: Life, isApplied: boolean): void {
    const mine = this.#hung.filter((call) => call.life === life);
    this.#hung = this.#hung.filter((call) => call.life !== life);
    if (isApplied) for (const { effect } of mine) effect();
  }

  async #run<T>(life: Life, call: string, effect: () => T): Promise<T> {
    if (life.isOver || this.#permission.isEndless()) return never();
    const isHung = this.mode === 'hang';
    if (isHung) {
      // The core may have given it up by the time it comes back, and not have asked again.
      this.#failedCall ??= 'load';
      await new Promise<void>((go) => this.#hung.push({ life, go, effect }));
    }
    if (life.isOver) return never();
    if (this.isMissing && call !== 'load') {
      this.#failedCall = call;
      throw new AxiomTokenError('STORAGE_UNAVAILABLE');
    }
    if (
      this.mode !== 'ok' &&
      this.mode !== 'hang' &&
      this.mode !== 'missing' &&
      !(this.mode === 'STORAGE_FULL' && call !== 'save')
    ) {
      this.#failedCall = call;
      throw new AxiomTokenError(this.mode);
    }
    if (this.half && call !== 'setAside') {
      this.#failedCall = call;
      throw new AxiomTokenError('STORAGE_CORRUPT');
    }
    // A look that works says nothing of a write that did not.
    if (!isHung && (call !== 'load' || this.#failedCall === 'load')) this.#failedCall = undefined;
    return effect();
  }

  #save(record: TokenRecord): void {
    if (this.kept && record.recordGeneration < this.kept.recordGeneration) {
      this.#permission.breach(`I1: generation ${record.recordGeneration} over ${this.kept.recordGeneration}`);
    }
    this.#checkTheirs();
    this.kept = record;
  }

  #setAside(): void {
    this.half = undefined;
    this.kept = undefined;
  }

  #checkTheirs(): void {
    this.#permission.noteTaken();
    if (this.theirs && this.theirs === this.kept) this.#permission.breach("another account's tokens did not stay");
  }

  #clear(mayRemove: boolean): void {
    this.#checkTheirs();
    if (this.kept && !mayRemove) this.#permission.breach('I2: the store was cleared unasked');
    this.kept = undefined;
  }
}

export class ModelJournal {
  readonly files = new MemoryJournal();
  /** The record that was sealed last. */
  sealedRecord: TokenRecord | undefined;
  readonly #kind: ModelPlace['kind'];
  readonly #permission: Permission;

  constructor(kind: ModelPlace['kind'], permission: Permission) {
    this.#kind = kind;
    this.#permission = permission;
  }

  /** Whether a start that finds `kept` at the place can open what was sealed of this record. The key to a plain file's journal lies beside the journal. */
  hasKeyOf(kept: TokenRecord | undefined, { journalKey }: TokenRecord): boolean {
    if (this.#kind === 'file') return this.files.key !== undefined;
    return kept?.journalKey !== undefined && journalKey?.equals(kept.journalKey) === true;
  }

  #sealedKeyId: string | undefined;
  /** Whether it could not be cleared, and was not since. */
  lastFailed = false;

  /** A copy, to look into it without a trace. */
  copy(): MemoryJournal {
    const copy = new MemoryJournal();
    copy.intent = this.files.intent;
    copy.key = this.files.key;
    for (const [keyId, sealed] of this.files.sealedByKey) copy.sealedByKey.set(keyId, sealed);
    return copy;
  }

  /** `inMemory`: the record that is being sealed, as the run holds it. */
  open(life: Life, inMemory: () => TokenRecord | undefined): Journal {
    const alive = <T>(run: () => Promise<T>): Promise<T> => (life.isOver ? never() : run());
    return {
      read: (keyId) => alive(() => this.files.read(keyId)),
      writeIntent: (intent: RefreshIntent) => alive(() => this.files.writeIntent(intent)),
      clearIntent: () => alive(() => this.files.clearIntent()),
      writeSealed: (keyId, sealed) =>
        alive(async () => {
          const record = inMemory();
          await this.files.writeSealed(keyId, sealed);
          this.sealedRecord = record;
          this.#sealedKeyId = keyId;
        }),
      clear: (keyId) =>
        alive(async () => {
          this.lastFailed = true;
          await this.files.clear(keyId);
          this.lastFailed = false;
          // What lies under another key stays.
          if (keyId !== this.#sealedKeyId) return;
          const lost = this.sealedRecord;
          this.sealedRecord = undefined;
          if (!lost || this.#permission.mayRemove()) return;
          if (this.#permission.isLater(lost))
            this.#permission.breach('I2: the journal was cleared before the store had it');
        }),
      setAside: (keyId) =>
        alive(async () => {
          await this.files.setAside(keyId);
          this.sealedRecord = undefined;
        }),
      dropFormer: (former) => alive(() => this.files.dropFormer(former)),
      readKey: () => alive(() => this.files.readKey()),
      writeKey: (key) => alive(() => this.files.writeKey(key)),
    };
  }
}

/** What is asked of a program that has died. */
export function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
