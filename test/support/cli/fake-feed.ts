// A token feed that reports what the test says.
import type { FeedEvent, FeedListener, TokenFeed } from '../../../main/cli/feed/token-feed';

export class FakeFeed implements Pick<TokenFeed, 'follow'> {
  readonly #listeners = new Set<FeedListener>();

  get isFollowed(): boolean {
    return this.#listeners.size > 0;
  }

  follow(_params: object, listener: FeedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: FeedEvent): void {
    for (const listener of Array.from(this.#listeners)) listener(event);
  }
}
