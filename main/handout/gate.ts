// The one gate through which every token leaves, whoever asks and by whatever way: pause, consent, least validity, and a line in the trail. A face (window,
// clipboard, export, socket, command line) adds a format and who asks, never a rule. An encrypted backup does not pass here: it hands a token to nobody.
import type { Secret } from '../core/base/secret';
import type { Unsubscribe } from '../core/ports/clock';
import type { Consumer } from './consumer';
import type { TokenKind, Via } from './trail-entry';

export interface HandoutRequest {
  readonly profileId: string;
  readonly consumer: Consumer;
  readonly via: Via;
  readonly kind: TokenKind;
  /** What leaves is valid for at least this long, by the server's time. */
  readonly minValidMs: number;
  /** False: only what is in memory, never a refresh. */
  readonly mayRefresh?: boolean | undefined;
  /** False: nobody is asked. Where a person would have to be, it is refused at once, and without a line in the trail: it is a look whether that has changed. */
  readonly mayAsk?: boolean | undefined;
  /** What the program says it wants the token for; shown in question and trail. */
  readonly reason?: string | undefined;
  /** How long it waits for the keychain to be unlocked, the network, or a person who signs in; 0 without. Answers of a person are waited for in any case. */
  readonly waitMs?: number | undefined;
  /** Aborted when nobody waits any more: a question that is open for it is closed. */
  readonly signal?: AbortSignal | undefined;
}

/** A token that has left, and what is told of it. Times are epoch milliseconds by the server's clock. */
export interface HandedOut {
  readonly profileId: string;
  readonly origin: string;
  readonly accessToken: Secret;
  /** Only of the kind `refresh`. */
  readonly refreshToken?: Secret | undefined;
  readonly accountId?: string | undefined;
  readonly issuedAtMs?: number | undefined;
  /** Absent: not known. */
  readonly expiresAtMs?: number | undefined;
  /** When it is refreshed by itself. */
  readonly refreshAfterMs: number;
  /** Counts up with each new pair of the account. */
  readonly generation: number;
  readonly serverNowMs: number;
  /** Server time minus local time. */
  readonly clockOffsetMs: number;
  readonly tag: string;
}

export interface HandoutGate {
  /**
   * @throws AxiomTokenError `PAUSED`; `DENIED` (by a person or a rule), `NOT_ANSWERED`; `INVALID_INPUT` for no such account; `NOT_AUTHENTICATED`,
   * `TOKEN_EXPIRED`, `UNAUTHORIZED`, `STORAGE_*`, `NETWORK` and so on as ProfileRefresher.getValidTokens; `CANCELLED` once `signal` is aborted. Whatever it throws has left a line of its own in
   * the trail, but for an account that is not there, an abort, and a person who may not be asked.
   */
  handOut(request: HandoutRequest): Promise<HandedOut>;
  /** Whether this request would be refused now by pause or a remembered decision, without asking anybody: throws as {@link handOut} would. */
  refuseBeforehand(request: Pick<HandoutRequest, 'profileId' | 'consumer' | 'kind'>): void;
  /** Calls `listener` when what was allowed may not be so any more: a pause, a withdrawn consent, a changed policy. Whoever streams asks again then. */
  onRuleChange(listener: () => void): Unsubscribe;
}
