// The gate through which every token is handed out, to any program and in any way. It applies pause, consent and minimum validity, and writes the audit trail.
// Its callers (window, clipboard, export, socket, command line) add a format and the consumer, never a rule. An encrypted backup does not use it, because it
// hands a token to nobody. Types.
import type { Secret } from '../core/base/secret';
import type { Unsubscribe } from '../core/ports/clock';
import type { Consumer } from './consumer';
import type { TokenKind, Via } from './trail-entry';

export interface HandoutRequest {
  readonly profileId: string;
  /** The account at Axiom that the token must be of, as `TokenAnswer` names it. A request that waits is refused in any case once someone else is signed in. */
  readonly account?: string | undefined;
  readonly consumer: Consumer;
  readonly via: Via;
  readonly kind: TokenKind;
  /** The token must be valid for at least this long, by the server's time. */
  readonly minValidMs: number;
  /** False: only a token that is in memory, never a refresh. */
  readonly mayRefresh?: boolean | undefined;
  /**
   * False: the user is not asked. A request that needs a question is then refused at once, without an entry in the
   * trail, because it only checks whether that has changed.
   */
  readonly mayAsk?: boolean | undefined;
  /** What the program says it wants the token for; shown in the question and the audit trail. */
  readonly reason?: string | undefined;
  /** How long to wait until the keychain is unlocked, the network is back, or the user has signed in; default 0. An answer of the user is waited for in any case. */
  readonly waitMs?: number | undefined;
  /** Aborted when the caller does not wait any more; an open question for it is then closed. */
  readonly signal?: AbortSignal | undefined;
}

/** A token that was handed out, and the facts about it. Times are epoch milliseconds by the server's clock. */
export interface HandedOut {
  readonly profileId: string;
  readonly origin: string;
  readonly accessToken: Secret;
  /** Only for the kind `refresh`. */
  readonly refreshToken?: Secret | undefined;
  readonly accountId?: string | undefined;
  readonly issuedAtMs?: number | undefined;
  /** Absent when it is not known. */
  readonly expiresAtMs?: number | undefined;
  /** The time of the next automatic refresh. */
  readonly refreshAfterMs: number;
  /** Counts up with each new pair of the account. */
  readonly generation: number;
  readonly serverNowMs: number;
  /** The clock skew, server minus local. */
  readonly clockOffsetMs: number;
  readonly tag: string;
}

export interface HandoutGate {
  /**
   * Hands out a token.
   * @throws AxiomTokenError `PAUSED`; `DENIED` (by the user or a rule), `NOT_ANSWERED`; `TOKEN_NOT_FOUND` for no such account; `WRONG_ACCOUNT`; `NOT_AUTHENTICATED`,
   * `TOKEN_EXPIRED`, `UNAUTHORIZED`, `STORAGE_*`, `NETWORK` and so on as ProfileRefresher.getValidTokens; `CANCELLED` once `signal` is aborted. Every refusal is
   * in the audit trail, except for an unknown account and an abort.
   */
  handOut(request: HandoutRequest): Promise<HandedOut>;
  /** Throws as {@link handOut} if the pause or a remembered consent would refuse this request now. Does not ask the user. */
  refuseBeforehand(request: Pick<HandoutRequest, 'profileId' | 'consumer' | 'kind'>): void;
  /** Calls `listener` when an earlier permission may have ended: a pause, a withdrawn consent, a changed policy. Subscriptions check again then. */
  onRuleChange(listener: () => void): Unsubscribe;
}
