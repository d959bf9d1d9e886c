// The places of the model: two stores and a journal that outlive every run; each run has handles that end with it. They check
// every change against what must never happen to stored tokens.
import { AxiomTokenError, type ErrorCode } from '../../main/core/base/errors';
import type { Journal, RefreshIntent } from '../../main/core/ports/journal';
import type { TokenStore } from '../../main/core/ports/token-store';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import { MemoryJournal } from '../support/fakes/journal/memory-journal';

/**
 * How a store behaves: it works, fails, or hangs until released. `missing`: a file cannot be found although it still exists; other kinds of
 * store work.
 */
export type StoreMode = 'ok' | 'hang' | 'missing' | Extract<ErrorCode, `STORAGE_${string}`>;

/** One run of the app. Nothing that it has started takes effect after its end, except a call that the store already had. */
export interface Life {
  isOver: boolean;
}

/** The model's permissions for removing something. */
export interface Permission {
  /** Whether the person signed out, or moves the tokens. */
  mayRemove(): boolean;
  /** Whether a record came later than the one in the current place, and is not used up. */
  isLater(record: TokenRecord): boolean;
  breach(what: string): void;
  /** Whether this profile has taken the record over. */
  noteTaken(): void;
  /** Counts a call; returns whether there were too many. */
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
  /** A write of another program in progress: the place is unreadable then. */
  half: TokenRecord | undefined;
  /** Another account's tokens here: nothing may happen to them until this profile takes them. */
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
        // A permission at the time of the call holds, however long the store takes.
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

  /** A program that does not know this app writes; `isHalf`: the write is not finished yet. */
  rewrite(record: TokenRecord, isHalf = false): void {
    this.theirs = undefined;
    this.half = isHalf ? record : undefined;
    if (!isHalf) this.kept = record;
    for (const [changed, life] of this.#watchers) if (!life.isOver) changed();
  }

  /** Whether the last look found nothing because the drive was not connected. */
  wasMissed = false;

  /** Whether the drive is not connected. */
  get isMissing(): boolean {
    return this.mode === 'missing' && this.kind === 'file';
  }

  /** Whether a call has failed and none of its kind has worked since. */
  get lastFailed(): boolean {
    return this.#failedCall !== undefined;
  }

  get hasHung(): boolean {
    return this.#hung.length > 0;
  }

  /** Lets hanging calls continue. */
  release(): void {
    const hung = this.#hung;
    this.#hung = [];
    for (const { go } of hung) go();
  }

  /** A run ends: its hanging calls reach the store, or never do. */
  end(life: Life, isApplied: boolean): void {
    const mine = this.#hung.filter((call) => call.life === life);
    this.#hung = this.#hung.filter((call) => call.life !== life);
    if (isApplied) for (const { effect } of mine) effect();
  }

  async #run<T>(life: Life, call: string, effect: () => T): Promise<T> {
    if (life.isOver || this.#permission.isEndless()) return never();
    const isHung = this.mode === 'hang';
    if (isHung) {
      // The core may have given up on it before it returns, without asking again.
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
    // A successful look says nothing about a failed write.
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
  /** The last sealed record. */
  sealedRecord: TokenRecord | undefined;
  readonly #kind: ModelPlace['kind'];
  readonly #permission: Permission;

  constructor(kind: ModelPlace['kind'], permission: Permission) {
    this.#kind = kind;
    this.#permission = permission;
  }

  /** Whether a start that finds `kept` at the place can open the sealed form of this record. The key for a plain file's journal is beside the journal. */
  hasKeyOf(kept: TokenRecord | undefined, { journalKey }: TokenRecord): boolean {
    if (this.#kind === 'file') return this.files.key !== undefined;
    return kept?.journalKey !== undefined && journalKey?.equals(kept.journalKey) === true;
  }

  #sealedKeyId: string | undefined;
  /** Whether clearing it failed and has not worked since. */
  lastFailed = false;

  /** A copy, for inspection. */
  copy(): MemoryJournal {
    const copy = new MemoryJournal();
    copy.intent = this.files.intent;
    copy.key = this.files.key;
    for (const [keyId, sealed] of this.files.sealedByKey) copy.sealedByKey.set(keyId, sealed);
    return copy;
  }

  /** `inMemory`: the record being sealed, as the run has it. */
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
          // A record under another key stays.
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

/** The answer to a dead program: none. */
export function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
