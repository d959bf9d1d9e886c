// Turns feed events into the lines that `watch` prints: each new pair once and, as JSON lines, why there is no token. One instance a run.
import { AxiomTokenError } from '../../core/base/errors';
import { toErrorAnswer } from '../../handout/error-answer';
import type { TokenAnswer } from '../../handout/protocol';
import type { AccountState } from '../../handout/wire-calls';
import type { FeedEvent } from '../feed/token-feed';

export type WatchFormat = 'jsonl' | 'raw' | 'header' | 'cookie';

export interface WatchWish {
  readonly format: WatchFormat;
  /** `false` is only possible in jsonl. */
  readonly hasTokens: boolean;
  readonly hasStates: boolean;
}

/** A line and its slot: a waiting line is replaced by a newer one of the same slot. */
export interface WatchLine {
  readonly slot: 'token' | 'state';
  readonly line: string;
}

export class WatchLines {
  readonly #wish: WatchWish;
  /** The access token that was printed last. */
  #printed: string | undefined;
  #isPaused = false;
  /** Why there is no token at the moment. */
  #trouble: string | undefined;
  #state: AccountState | null = null;

  constructor(wish: WatchWish) {
    this.#wish = wish;
  }

  /** Whether a token was printed. */
  get hasPrintedToken(): boolean {
    return this.#printed !== undefined;
  }

  next(event: FeedEvent): WatchLine[] {
    switch (event.type) {
      case 'token':
        return this.#token(event.token);
      case 'state':
        return this.#stateLine(event.state, undefined);
      case 'waiting':
        return this.#stateLine(this.#state, event.error);
      case 'paused':
        if (this.#isPaused) return [];
        this.#isPaused = true;
        return this.#object('token', { type: 'paused' });
      default:
        return this.#stateLine(this.#state, event.error);
    }
  }

  #token(token: TokenAnswer): WatchLine[] {
    const isNew = token.access_token !== this.#printed;
    const isPrinted = this.#wish.hasTokens && isNew;
    // If the pause ends without a new pair, a state line shows the reader that it is over.
    const isGoingOn = this.#isPaused && !isPrinted;
    const state = this.#stateLine(token.state, undefined, isPrinted);
    this.#printed = token.access_token;
    this.#isPaused = false;
    if (isGoingOn && state.length === 0)
      return this.#object('state', { type: 'state', state: token.state, error: null });
    return isPrinted ? [...state, { slot: 'token', line: tokenLine(token, this.#wish.format) }] : state;
  }

  /** `isFollowed`: a line with the same facets follows anyway. */
  #stateLine(state: AccountState | null, error: AxiomTokenError | undefined, isFollowed = false): WatchLine[] {
    const isSame = JSON.stringify(state) === JSON.stringify(this.#state) && error?.code === this.#trouble;
    const isGoingOn = this.#trouble !== undefined && error === undefined;
    this.#state = state;
    this.#trouble = error?.code;
    if (isSame || !this.#wish.hasStates || (isFollowed && !isGoingOn)) return [];
    return this.#object('state', { type: 'state', state, error: error ? toErrorAnswer(error) : null });
  }

  #object(slot: WatchLine['slot'], object: object): WatchLine[] {
    return this.#wish.format === 'jsonl' ? [{ slot, line: JSON.stringify(object) }] : [];
  }
}

/** Shows that `watch` is alive when nothing else was printed for a while. */
export const HEARTBEAT_LINE = JSON.stringify({ type: 'heartbeat' });

export function tokenLine(token: TokenAnswer, format: WatchFormat): string {
  const { access_token, cookie_name } = token;
  switch (format) {
    case 'jsonl':
      return JSON.stringify({ type: 'token', ...token });
    case 'raw':
      return access_token;
    case 'header':
      return `Cookie: ${cookie_name}=${access_token}`;
    default:
      return `${cookie_name}=${access_token}`;
  }
}

/** The error when only a person can help (refresh token refused, or signed out); `undefined` otherwise. */
export function deathOf(event: FeedEvent, hadToken: boolean): AxiomTokenError | undefined {
  if (event.type === 'ended') return event.error;
  if (event.type === 'state' || event.type === 'token') {
    const session = event.type === 'token' ? event.token.state.session : event.state?.session;
    return session === 'needs-sign-in' ? new AxiomTokenError('UNAUTHORIZED') : undefined;
  }
  if (event.type !== 'waiting' || event.error.code !== 'NOT_AUTHENTICATED') return undefined;
  const { message, remedy } = event.error;
  // A reader that had tokens gets "a person must sign in", one that had none gets "there is no sign-in".
  return hadToken ? new AxiomTokenError('UNAUTHORIZED', { message, remedy }) : event.error;
}
