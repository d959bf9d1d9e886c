// Wraps a TokenStore so that the index of profiles always knows whether tokens were saved: that is how "locked" is told from "absent", and how a
// removal that was cut short is finished by the next start.
import type { RequiredUserAction, TokenStore, TokenStoreKind } from '../ports/token-store';
import type { TokenRecord } from '../tokens/token-record';

/** What the index says of a profile's tokens. */
export type TokensState = 'kept' | 'leaving' | 'none';

/** What the index keeps about a profile's tokens. */
export interface TokensMark {
  has(): boolean;
  /** See {@link TokenStore.deletionPendingSinceMs}. */
  deletionPendingSinceMs(): number | undefined;
  /** Durable when it resolves. */
  set(state: TokensState): Promise<void>;
}

/** Marks after a save, and before and after a removal: a process that dies in between leaves a mark that at worst asks or removes once more. */
export class IndexedTokenStore implements TokenStore {
  readonly #inner: TokenStore;
  readonly #mark: TokensMark;

  constructor(inner: TokenStore, mark: TokensMark) {
    this.#inner = inner;
    this.#mark = mark;
  }

  get kind(): TokenStoreKind {
    return this.#inner.kind;
  }

  get place(): string {
    return this.#inner.place;
  }

  get requiredUserAction(): RequiredUserAction | undefined {
    return this.#inner.requiredUserAction;
  }

  get deletionPendingSinceMs(): number | undefined {
    return this.#mark.deletionPendingSinceMs();
  }

  async load(): Promise<TokenRecord | undefined> {
    const record = await this.#inner.load();
    if (record && !this.#isLeaving) await this.#markKept();
    return record;
  }

  async save(record: TokenRecord): Promise<void> {
    // Before: what is saved now must not be taken for what was to be removed.
    if (this.#isLeaving) await this.#mark.set('none');
    await this.#inner.save(record);
    await this.#markKept();
  }

  async clear(): Promise<void> {
    if (this.#mark.has() || this.#isLeaving) await this.#mark.set('leaving');
    await this.#inner.clear();
    if (this.#isLeaving) await this.#mark.set('none');
  }

  get #isLeaving(): boolean {
    return this.deletionPendingSinceMs !== undefined;
  }

  async #markKept(): Promise<void> {
    if (!this.#mark.has()) await this.#mark.set('kept');
  }
}
