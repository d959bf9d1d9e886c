// What the broker answers and sends beyond the table of calls: greeting, subscriptions, keys of children. Names and shapes only.
import type { Calls, LoginStep } from './operations';
import type { ErrorAnswer, HelloParams, HelloResult, TokenAnswer } from './protocol';

/** A subscription hands out the access token alone; the refresh token is never pushed. */
export interface SubscribeParams {
  /** An account by its id, or by its name; absent: the default one. */
  readonly profile?: string;
  readonly minValidMs?: number;
  /** As in `TokenGetParams`, for each token of this subscription. */
  readonly mayAsk?: boolean;
  readonly reason?: string;
}

export interface ChildRegisterParams {
  /** SHA-256 of the key that was given to the child, in lower-case hexadecimal digits. The broker never has the key of a child that has not asked. */
  readonly key_sha256: string;
  /** The program that is run, as a person knows it: "bot.py", "python3 running bot.py". */
  readonly program: string;
}

/** All calls that go over the socket. */
export type WireCalls = Calls & {
  hello: { params: HelloParams; result: HelloResult };
  /** Refused where the first token would be refused for good: no such account, denied, nobody answered. Whatever else is in the way is told as a notification. */
  'token.subscribe': { params: SubscribeParams; result: { readonly subscription: number } };
  'token.unsubscribe': { params: { readonly subscription: number }; result: object };
  /** Whoever says `hello` with that key is the child of whoever registered it, for as long as this connection lives. */
  'child.register': { params: ChildRegisterParams; result: object };
  /**
   * Gives up one request of this connection by its `id`, as if its client had gone: a prompt that was for it alone closes, and it is answered with `CANCELLED`; what cannot
   * be stopped any more is answered as ever. `cancelled`: whether it was still waiting.
   */
  cancel: { params: { readonly id: string | number }; result: { readonly cancelled: boolean } };
};
export type WireCallName = keyof WireCalls;

/** The facets of an account, as in `TokenAnswer`. */
export type AccountState = TokenAnswer['state'];

/** What the server sends by itself, by name. */
export interface WireNotifications {
  /** The first pair, each new one, and the one that holds after a pause has ended. A slow reader gets the newest only. */
  token: { readonly subscription: number; readonly token: TokenAnswer };
  /** The account's facets have changed, or a token could not be handed out (`error`); the subscription goes on. */
  state: {
    readonly subscription: number;
    readonly profile: string | null;
    readonly state: AccountState | null;
    readonly error: ErrorAnswer | null;
  };
  /** Nothing is handed out until a person resumes; `token` follows then. */
  paused: { readonly subscription: number; readonly error: ErrorAnswer };
  login: LoginStep;
  /** This subscription is over: denied, withdrawn, the account is gone. With `subscription: null` the whole connection is: the app was quit. */
  ended: { readonly subscription: number | null; readonly error: ErrorAnswer };
}
