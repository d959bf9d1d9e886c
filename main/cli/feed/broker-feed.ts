// Tokens from the running app over its socket. When the connection ends, for example because the app restarts, it reconnects.
import { AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import { fromErrorAnswer } from '../../handout/error-answer';
import type { NotificationName, TokenAnswer, TokenGetParams } from '../../handout/protocol';
import type { SubscribeParams, WireNotifications } from '../../handout/wire-calls';
import type { BrokerLink, Session } from '../session/session';
import { bindToAccount } from './bind-account';
import type { FeedListener, TokenFeed } from './token-feed';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;

export interface BrokerFeedOptions {
  readonly session: Pick<Session, 'broker' | 'call'>;
  readonly clock: Clock;
  /** A number in [0, 1), for jitter: programs that lost the same app must not all reconnect at once. */
  readonly random: () => number;
  /** Runs on each new connection before any request. */
  readonly prepare?: ((link: BrokerLink) => Promise<void>) | undefined;
}

export class BrokerFeed implements TokenFeed {
  readonly #options: BrokerFeedOptions;
  #prepared: BrokerLink | undefined;

  constructor(options: BrokerFeedOptions) {
    this.#options = options;
  }

  /** The connection; opens a new one if needed. @throws AxiomTokenError `BROKER_UNAVAILABLE`, or the error of `prepare` */
  async connect(): Promise<BrokerLink> {
    const link = await this.#options.session.broker();
    if (!link) throw new AxiomTokenError('BROKER_UNAVAILABLE');
    if (link === this.#prepared) return link;
    await this.#options.prepare?.(link);
    this.#prepared = link;
    return link;
  }

  async get(params: TokenGetParams): Promise<TokenAnswer> {
    await this.connect();
    return this.#options.session.call('token.get', params);
  }

  follow(params: SubscribeParams, listener: FeedListener): Unsubscribe {
    const follower = new Follower(this, this.#options, params, listener);
    follower.start();
    return () => follower.stop();
  }
}

class Follower {
  readonly #feed: BrokerFeed;
  readonly #options: BrokerFeedOptions;
  #params: SubscribeParams;
  readonly #listener: FeedListener;
  #failures = 0;
  #isOver = false;
  #undoLink: Unsubscribe[] = [];
  #cancelTimer: Unsubscribe | undefined;

  constructor(feed: BrokerFeed, options: BrokerFeedOptions, params: SubscribeParams, listener: FeedListener) {
    this.#feed = feed;
    this.#options = options;
    this.#params = params;
    this.#listener = listener;
  }

  start(): void {
    void this.#subscribe();
  }

  stop(): void {
    this.#isOver = true;
    this.#cancelTimer?.();
    this.#leaveLink();
  }

  async #subscribe(): Promise<void> {
    try {
      const link = await this.#feed.connect();
      if (this.#isOver) return;
      this.#undoLink = [
        link.onNotification((name, params) => this.#onNotification(name, params)),
        link.onClose(() => this.#lost(new AxiomTokenError('BROKER_UNAVAILABLE'))),
      ];
      await link.request('token.subscribe', this.#params);
    } catch (error) {
      const failure = toAxiomTokenError(error);
      if (isForGood(failure)) this.#end(failure);
      else this.#lost(failure);
    }
  }

  #onNotification(name: NotificationName, params: unknown): void {
    if (this.#isOver) return;
    // A connection has only one subscription, so its number is not checked.
    switch (name) {
      case 'token':
        this.#failures = 0;
        this.#onToken((params as WireNotifications['token']).token);
        break;
      case 'state': {
        const { state, error } = params as WireNotifications['state'];
        this.#failures = 0;
        this.#listener({ type: 'state', state });
        if (error) this.#listener({ type: 'waiting', error: fromErrorAnswer(error) });
        break;
      }
      case 'paused':
        this.#failures = 0;
        this.#listener({ type: 'paused' });
        break;
      case 'ended': {
        const { subscription, error } = params as WireNotifications['ended'];
        if (subscription === null) this.#lost(fromErrorAnswer(error));
        else this.#end(fromErrorAnswer(error));
        break;
      }
      default:
    }
  }

  #onToken(token: TokenAnswer): void {
    this.#params = bindToAccount(this.#params, token);
    this.#listener({ type: 'token', token });
  }

  #end(error: AxiomTokenError): void {
    if (this.#isOver) return;
    this.stop();
    this.#listener({ type: 'ended', error });
  }

  /** Drops a connection that ended or cannot be used. */
  #lost(error: AxiomTokenError): void {
    if (this.#isOver || this.#cancelTimer) return;
    this.#leaveLink();
    const longestMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(this.#failures, 10));
    this.#failures += 1;
    this.#cancelTimer = this.#options.clock.setTimer(longestMs * (0.5 + this.#options.random() / 2), () => {
      this.#cancelTimer = undefined;
      void this.#subscribe();
    });
    this.#listener({ type: 'waiting', error });
  }

  #leaveLink(): void {
    for (const undo of this.#undoLink) undo();
    this.#undoLink = [];
  }
}

/** Whether a retry is useless until a person changes something about this program or account. */
function isForGood({ code }: AxiomTokenError): boolean {
  return ['DENIED', 'NOT_ANSWERED', 'TOKEN_NOT_FOUND', 'INVALID_INPUT', 'WRONG_ACCOUNT', 'WRONG_ORIGIN'].includes(code);
}
