// Where `exec` and `watch` have their tokens from: the running app over its socket, or the same core in this process. Types.
import type { AxiomTokenError } from '../../core/base/errors';
import type { Unsubscribe } from '../../core/ports/clock';
import type { TokenAnswer, TokenGetParams } from '../../handout/protocol';
import type { AccountState, SubscribeParams } from '../../handout/wire-calls';

/** What happens to an account's tokens while somebody looks. */
export type FeedEvent =
  | { readonly type: 'token'; readonly token: TokenAnswer }
  /** The account's facets; `null` where nothing is known of them. */
  | { readonly type: 'state'; readonly state: AccountState | null }
  /** Everything is paused; a `token` follows when it goes on. */
  | { readonly type: 'paused' }
  /** No token for now; it is tried again by itself. */
  | { readonly type: 'waiting'; readonly error: AxiomTokenError }
  /** This program gets no more tokens: denied, withdrawn, the account is gone. Nothing follows. */
  | { readonly type: 'ended'; readonly error: AxiomTokenError };

export type FeedListener = (event: FeedEvent) => void;

export interface TokenFeed {
  /** A token as asked for. @throws AxiomTokenError */
  get(params: TokenGetParams): Promise<TokenAnswer>;
  /** Tells the token that is valid now, at once, and from then on each new pair, until it is undone or `ended`. An app that restarts is waited for. */
  follow(params: SubscribeParams, listener: FeedListener): Unsubscribe;
}
