// Tokens for a program that runs for days: from the app; from this process once no app has run for a while; and from the app again when it is back.
import { toAxiomTokenError } from '../../core/base/errors';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import type { TokenAnswer, TokenGetParams } from '../../handout/protocol';
import type { SubscribeParams } from '../../handout/wire-calls';
import type { Session } from '../session/session';
import { bindToAccount } from './bind-account';
import type { FeedEvent, FeedListener, TokenFeed } from './token-feed';

/** Longer than a restart of the app takes. */
const ALONE_AFTER_MS = 10_000;
/** How often to check whether the app is back. */
const LOOK_MS = 5_000;

export interface LastingFeedOptions {
  readonly session: Pick<Session, 'leaveApp' | 'returnToApp' | 'source'>;
  readonly clock: Clock;
  readonly overApp: TokenFeed;
  readonly alone: TokenFeed;
}

export class LastingFeed implements TokenFeed {
  readonly #options: LastingFeedOptions;

  constructor(options: LastingFeedOptions) {
    this.#options = options;
  }

  async get(params: TokenGetParams): Promise<TokenAnswer> {
    const { session, overApp, alone } = this.#options;
    return (await session.source()) === 'broker' ? overApp.get(params) : alone.get(params);
  }

  follow(params: SubscribeParams, listener: FeedListener): Unsubscribe {
    const follower = new Follower(this.#options, params, listener);
    void follower.start();
    return () => follower.stop();
  }
}

class Follower {
  readonly #options: LastingFeedOptions;
  #params: SubscribeParams;
  readonly #listener: FeedListener;
  #isOver = false;
  #isSwitching = false;
  /** Since when no app has answered, by the monotonic clock. */
  #goneSinceMs: number | undefined;
  #undo: Unsubscribe = () => undefined;
  #cancelLook: Unsubscribe = () => undefined;

  constructor(options: LastingFeedOptions, params: SubscribeParams, listener: FeedListener) {
    this.#options = options;
    this.#params = params;
    this.#listener = listener;
  }

  async start(): Promise<void> {
    const source = await this.#options.session.source().catch(() => 'broker');
    if (this.#isOver) return;
    if (source === 'broker') this.#followApp();
    else this.#followAlone();
  }

  stop(): void {
    this.#isOver = true;
    this.#undo();
    this.#cancelLook();
  }

  #followApp(): void {
    this.#goneSinceMs = undefined;
    this.#undo = this.#options.overApp.follow(this.#params, (event) => {
      this.#emit(event);
      if (!this.#isOver && this.#isGoneForLong(event)) void this.#leaveApp();
    });
  }

  #isGoneForLong(event: FeedEvent): boolean {
    if (event.type !== 'waiting' || event.error.code !== 'BROKER_UNAVAILABLE') {
      this.#goneSinceMs = undefined;
      return false;
    }
    const nowMs = this.#options.clock.monotonicMs();
    this.#goneSinceMs ??= nowMs;
    return nowMs - this.#goneSinceMs >= ALONE_AFTER_MS;
  }

  async #leaveApp(): Promise<void> {
    if (this.#isSwitching) return;
    this.#isSwitching = true;
    const hasLeft = await this.#options.session.leaveApp().catch((error: unknown) => {
      // Opening the core failed; it is tried again when the app is next found missing.
      this.#emit({ type: 'waiting', error: toAxiomTokenError(error) });
      return false;
    });
    this.#isSwitching = false;
    if (!hasLeft || this.#isOver) return;
    this.#undo();
    this.#followAlone();
  }

  #followAlone(): void {
    this.#undo = this.#options.alone.follow(this.#params, (event) => this.#emit(event));
    this.#lookLater();
  }

  #emit(event: FeedEvent): void {
    if (this.#isOver) return;
    if (event.type === 'ended') this.stop();
    if (event.type === 'token') this.#params = bindToAccount(this.#params, event.token);
    this.#listener(event);
  }

  #lookLater(): void {
    if (this.#isOver) return;
    this.#cancelLook = this.#options.clock.setTimer(LOOK_MS, () => void this.#look());
  }

  async #look(): Promise<void> {
    const isBack = await this.#options.session.returnToApp();
    if (!isBack || this.#isOver) return this.#lookLater();
    this.#undo();
    this.#followApp();
  }
}
