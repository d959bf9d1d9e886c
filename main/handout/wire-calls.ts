// What the broker answers and sends besides the table of calls: greeting, subscriptions, keys of child programs. Types only.
import type { Calls, LoginStep } from './operations';
import type { ErrorAnswer, HelloParams, HelloResult, TokenAnswer } from './protocol';

/** A subscription hands out the access token alone; the refresh token is never pushed. */
export interface SubscribeParams {
  /** An account by its id or its name; absent: the default account. */
  readonly profile?: string;
  /** As in `TokenGetParams`; absent: the account of the first token. The subscription ends once another account at Axiom is signed in. */
  readonly account?: string;
  readonly minValidMs?: number;
  /** As in `TokenGetParams`, for each token of this subscription. */
  readonly mayAsk?: boolean;
  readonly reason?: string;
}

export interface ChildRegisterParams {
  /** SHA-256 of the child's key, in lower-case hexadecimal digits. The broker sees the key itself only when the child says `hello`. */
  readonly key_sha256: string;
  /** The name of the program that is run, for the user: "bot.py", "python3 running bot.py". */
  readonly program: string;
}

/** All calls that go over the socket. */
export type WireCalls = Calls & {
  hello: { params: HelloParams; result: HelloResult };
  /** Refused if the first token would be refused for good: no such account, denied, not answered. Any other error is sent as a notification. */
  'token.subscribe': { params: SubscribeParams; result: { readonly subscription: number } };
  'token.unsubscribe': { params: { readonly subscription: number }; result: object };
  /** As long as this connection lives, a program that says `hello` with that key counts as the child of the program that registered it. */
  'child.register': { params: ChildRegisterParams; result: object };
  /**
   * Cancels one request of this connection by its `id`, as if its client had disconnected: a prompt for this request alone closes, and the request is answered with
   * `CANCELLED`; one that cannot be stopped any more is answered as usual. `cancelled`: whether it was still waiting.
   */
  cancel: { params: { readonly id: string | number }; result: { readonly cancelled: boolean } };
};
export type WireCallName = keyof WireCalls;

/** The facets of an account, as in `TokenAnswer`. */
export type AccountState = TokenAnswer['state'];

/** Notifications that the server sends, by name. */
export interface WireNotifications {
  /** The first token, each new one, and the current one after a pause has ended. A slow reader gets only the newest. */
  token: { readonly subscription: number; readonly token: TokenAnswer };
  /** The account's state has changed, or a token could not be handed out (`error`); the subscription continues. */
  state: {
    readonly subscription: number;
    readonly profile: string | null;
    readonly state: AccountState | null;
    readonly error: ErrorAnswer | null;
  };
  /** Nothing is handed out until the user resumes; `token` follows then. */
  paused: { readonly subscription: number; readonly error: ErrorAnswer };
  login: LoginStep;
  /** This subscription has ended: denied, consent withdrawn, account removed, or someone else signed in. With `subscription: null`, the whole connection has: the app quits. */
  ended: { readonly subscription: number | null; readonly error: ErrorAnswer };
}
