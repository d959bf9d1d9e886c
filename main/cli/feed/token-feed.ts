// The source of tokens for `exec` and `watch`: the running app over its socket, or the core in this process. Types.
import type { AxiomTokenError } from '../../core/base/errors';
import type { Unsubscribe } from '../../core/ports/clock';
import type { TokenAnswer, TokenGetParams } from '../../handout/protocol';
import type { AccountState, SubscribeParams } from '../../handout/wire-calls';

/** An event of an account's tokens. */
export type FeedEvent =
  | { readonly type: 'token'; readonly token: TokenAnswer }
  /** The account's facets; `null` when unknown. */
  | { readonly type: 'state'; readonly state: AccountState | null }
  /** Everything is paused; a `token` follows after the pause. */
  | { readonly type: 'paused' }
  /** No token for now; the feed retries automatically. */
  | { readonly type: 'waiting'; readonly error: AxiomTokenError }
  /** This program gets no more tokens: denied, withdrawn, or the account was removed. Nothing follows. */
  | { readonly type: 'ended'; readonly error: AxiomTokenError };

export type FeedListener = (event: FeedEvent) => void;

export interface TokenFeed {
  /** A token as asked for. @throws AxiomTokenError */
  get(params: TokenGetParams): Promise<TokenAnswer>;
  /** Reports the current valid token at once, then each new pair, until it is undone or `ended` is reported. Waits for an app that restarts. */
  follow(params: SubscribeParams, listener: FeedListener): Unsubscribe;
}
