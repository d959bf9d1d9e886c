// Where `exec` and `watch` have their tokens from: the running app over its socket, or the same core in this process. Types.
import type { AxiomTokenError } from '../../core/base/errors';
import type { Unsubscribe } from '../../core/ports/clock';
import type { ProfileState, TokenAnswer, TokenGetParams } from '../../handout/protocol';

/** What happens to an account's tokens while somebody looks. */
export type FeedEvent =
  | { readonly type: 'token'; readonly token: TokenAnswer }
  | { readonly type: 'state'; readonly state: ProfileState }
  /** Everything is paused; a `token` follows when it goes on. */
  | { readonly type: 'paused' }
  /** No token for now, and it is tried again by itself: no network, a locked keychain, an app that restarts. */
  | { readonly type: 'waiting'; readonly error: AxiomTokenError }
  /** No token until a person does something: a dead session, a withdrawn consent, a removed account. Nothing follows. */
  | { readonly type: 'ended'; readonly error: AxiomTokenError };

export interface TokenFeed {
  readonly source: 'broker' | 'standalone';
  /** A token as asked for. @throws AxiomTokenError */
  get(params: TokenGetParams): Promise<TokenAnswer>;
  /** Tells the token that is valid now, at once, and from then on each new pair, until it is undone or `ended`. An app that restarts is waited for. */
  follow(params: Pick<TokenGetParams, 'profile' | 'minValidMs'>, listener: (event: FeedEvent) => void): Unsubscribe;
}
