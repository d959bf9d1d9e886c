// Wraps a TokenStore so that the index of profiles always knows whether tokens were saved: that is how "locked" is told from "absent".
import type { StoreWish, TokenStore, TokenStoreKind } from './ports/token-store';
import type { TokenRecord } from './token-record';

/** What the index keeps about a profile's tokens. */
export interface TokensMark {
  has(): boolean;
  /** Durable when it resolves. */
  set(hasTokens: boolean): Promise<void>;
}

/** Marks after a save and before a removal: a process that dies in between leaves a mark that at worst asks once more. */
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

  get wish(): StoreWish | undefined {
    return this.#inner.wish;
  }

  async load(): Promise<TokenRecord | undefined> {
    const record = await this.#inner.load();
    if (record) await this.#setMark(true);
    return record;
  }

  async save(record: TokenRecord): Promise<void> {
    await this.#inner.save(record);
    await this.#setMark(true);
  }

  async clear(): Promise<void> {
    await this.#setMark(false);
    await this.#inner.clear();
  }

  async #setMark(hasTokens: boolean): Promise<void> {
    if (this.#mark.has() !== hasTokens) await this.#mark.set(hasTokens);
  }
}
