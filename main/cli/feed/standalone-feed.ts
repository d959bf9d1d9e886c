// Tokens without an app: asks the core in this process after each change by another program, and, from the time at
// which a refresh is due, repeatedly until there is a new pair.
import { toAxiomTokenError } from '../../core/base/errors';
import { type Clock, delayToNextCheckMs, type Unsubscribe } from '../../core/ports/clock';
import type { Calls } from '../../handout/operations';
import type { StatusAnswer, TokenAnswer, TokenGetParams } from '../../handout/protocol';
import type { AccountState, SubscribeParams } from '../../handout/wire-calls';
import type { SeenAccount, Session } from '../session/session';
import { bindToAccount } from './bind-account';
import type { FeedListener, TokenFeed } from './token-feed';

const FIRST_LOOK_MS = 250;
const LONGEST_LOOK_MS = 15_000;
/** How long to wait after a change: several come together. */
const SETTLE_MS = 200;

export interface StandaloneFeedOptions {
  readonly session: Pick<Session, 'call' | 'onChangeInProcess' | 'readInProcess'>;
  readonly clock: Clock;
}

export class StandaloneFeed implements TokenFeed {
  readonly #session: Pick<Session, 'call' | 'onChangeInProcess' | 'readInProcess'>;
  readonly #clock: Clock;

  constructor({ session, clock }: StandaloneFeedOptions) {
    this.#session = session;
    this.#clock = clock;
  }

  get(params: TokenGetParams): Promise<TokenAnswer> {
    return this.#session.call('token.get', params);
  }

  status(params: Calls['status']['params']): Promise<Pick<StatusAnswer, 'profiles'>> {
    return this.#session.call('status', params);
  }

  seen({ profile }: SubscribeParams): Promise<SeenAccount | undefined> {
    return this.#session.readInProcess(profile);
  }

  follow(params: SubscribeParams, listener: FeedListener): Unsubscribe {
    const follower = new Follower(this, this.#clock, params, listener);
    const stopListening = this.#session.onChangeInProcess(() => follower.lookSoon());
    void follower.look();
    return () => {
      stopListening();
      follower.stop();
    };
  }
}

class Follower {
  readonly #feed: StandaloneFeed;
  readonly #clock: Clock;
  #params: SubscribeParams;
  readonly #listener: FeedListener;
  #isOver = false;
  #isLooking = false;
  #cancelTimer: Unsubscribe | undefined;
  #cancelChange: Unsubscribe | undefined;
  /** What the last check has found, as text; see {@link seenText}. */
  #seen: string | undefined;
  #last: string | undefined;
  #lastState: string | undefined;
  /** Number of consecutive checks without a new pair, for the backoff. */
  #checksWithoutNew = 0;

  constructor(feed: StandaloneFeed, clock: Clock, params: SubscribeParams, listener: FeedListener) {
    this.#feed = feed;
    this.#clock = clock;
    this.#params = params;
    this.#listener = listener;
  }

  stop(): void {
    this.#isOver = true;
    this.#cancelTimer?.();
    this.#cancelChange?.();
  }

  /**
   * Call it when something may have changed. The account is read first: if it is the same as at the last check, no
   * token is requested.
   */
  lookSoon(): void {
    if (this.#isOver) return;
    this.#cancelChange?.();
    this.#cancelChange = this.#clock.setTimer(SETTLE_MS, () => void this.#lookIfChanged());
  }

  async #lookIfChanged(): Promise<void> {
    if (this.#isLooking) return this.lookSoon();
    const seen = seenText(await this.#feed.seen(this.#params));
    if (this.#isOver || this.#isLooking || seen === this.#seen) return;
    this.#cancelTimer?.();
    await this.look();
  }

  async look(): Promise<void> {
    this.#isLooking = true;
    const before = seenText(await this.#feed.seen(this.#params));
    try {
      const token = await this.#feed.get(this.#params);
      this.#seen = seenText({ ...token, isPaused: false });
      if (!this.#isOver) this.#take(token);
    } catch (error) {
      this.#seen = before;
      await this.#reportState();
      if (!this.#isOver) this.#fail(error);
    } finally {
      this.#isLooking = false;
    }
  }

  /**
   * Reports why there is no token. The account's facets are more precise than an error, for example that the session
   * has ended.
   */
  async #reportState(): Promise<void> {
    const { profile } = this.#params;
    const { profiles } = await this.#feed
      .status(profile === undefined ? {} : { profile })
      .catch(() => ({ profiles: [] }));
    const found = profile === undefined ? profiles.find(({ is_default }) => is_default) : profiles[0];
    if (found) this.#newState({ token: found.token, session: found.session, storage: found.storage });
  }

  #newState(state: AccountState): void {
    const text = JSON.stringify(state);
    if (text === this.#lastState || this.#isOver) return;
    this.#lastState = text;
    this.#listener({ type: 'state', state });
  }

  #take(token: TokenAnswer): void {
    this.#params = bindToAccount(this.#params, token);
    const isNew = token.access_token !== this.#last;
    this.#last = token.access_token;
    this.#checksWithoutNew = isNew ? 0 : this.#checksWithoutNew + 1;
    if (isNew) this.#listener({ type: 'token', token });
    if (isNew) this.#lastState = JSON.stringify(token.state);
    else this.#newState(token.state);
    this.#lookAt(nextLookAtMs(token, this.#params.minValidMs ?? 0));
  }

  #fail(error: unknown): void {
    const failure = toAxiomTokenError(error);
    // After a pause the same pair is reported again, as a sign that the pause is over.
    this.#last = undefined;
    this.#checksWithoutNew += 1;
    switch (failure.code) {
      case 'DENIED':
      case 'NOT_ANSWERED':
      case 'TOKEN_NOT_FOUND':
      case 'WRONG_ACCOUNT':
      case 'INVALID_INPUT':
        this.#isOver = true;
        this.#listener({ type: 'ended', error: failure });
        return;
      case 'PAUSED':
        this.#listener({ type: 'paused' });
        break;
      default:
        this.#listener({ type: 'waiting', error: failure });
    }
    this.#lookAt(this.#clock.nowMs());
  }

  /** Checks again at that local time; when it is already past, after a delay that grows while nothing is new. */
  #lookAt(atMs: number): void {
    if (this.#isOver) return;
    const leastMs = Math.min(LONGEST_LOOK_MS, FIRST_LOOK_MS * 2 ** Math.min(this.#checksWithoutNew, 10));
    const waitMs = Math.max(leastMs, atMs - this.#clock.nowMs());
    this.#cancelTimer = this.#clock.setTimer(delayToNextCheckMs(this.#clock, waitMs), () => {
      // A long wait is split, because the wall clock may be changed.
      if (atMs > this.#clock.nowMs()) this.#lookAt(atMs);
      else void this.look();
    });
  }
}

function seenText(seen: SeenAccount | undefined): string {
  if (!seen) return '';
  const { generation, state, isPaused } = seen;
  return JSON.stringify([generation, state.token, state.session, state.storage, isPaused]);
}

/** Local time at which the next pair is expected: when its refresh is due, or when this one has too little time left. */
export function nextLookAtMs(token: TokenAnswer, minValidMs: number): number {
  const times = [Date.parse(token.refresh_after)];
  if (token.expires_at !== null) times.push(Date.parse(token.expires_at) - minValidMs);
  return Math.min(...times) - token.clock_offset_ms;
}
