// Runs the program of `exec`: starts it with a token and, as `--on-refresh` asks, delivers fresh tokens or restarts
// it before its token expires.
import { AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import { delayToNextCheckMs, type Unsubscribe } from '../../core/ports/clock';
import { type BackoffLimits, backoffMs } from '../../core/time/backoff';
import type { TokenAnswer } from '../../handout/protocol';
import type { SupervisorParts } from './supervisor-parts';
import { TokenDelivery } from './token-delivery';
import type { Child } from './child-process';
import { childTokenOf, endsWithItsToken, nextStep, warningWords } from './child-schedule';
import type { ChildEnd } from './exit-status';
import { ASK_AGAIN_MS, LOOK_AGAIN_MS } from './follow-again';
import type { SignalTaker } from './forwarded-signals';
import { isOfPerson, MissingToken, needsPerson } from './missing-token';
import { stopChild } from './stop-child';
import { noTokenFile } from './token-file';
import type { FeedEvent } from '../feed/token-feed';

const RETRY: BackoffLimits = { firstMs: 1_000, longestMs: 30_000 };

/** A running child and its token. */
interface Running {
  readonly child: Child;
  readonly token: TokenAnswer;
  readonly startedAtMs: number;
}

export class Supervisor implements SignalTaker {
  readonly #parts: SupervisorParts;
  readonly #delivery: TokenDelivery;
  readonly #missing: MissingToken;
  #running: Running | undefined;
  /**
   * `fetching`: waiting for the next child's token while this child runs. `between`: one child is being stopped and
   * the next is not started yet.
   */
  #phase: 'between' | 'running' | 'fetching' | 'over' = 'between';
  #newest: { readonly token: TokenAnswer; readonly atMs: number } | undefined;
  #isWarned = false;
  /** Why there is no fresh token at the moment. */
  #reason: AxiomTokenError | undefined;
  #failures = 0;
  #notBeforeMs = -Infinity;
  /** Until then a person is not asked again. */
  #askNotBeforeMs = -Infinity;
  /** A signal that arrived between two children: no next one is started. */
  #endedBy: NodeJS.Signals | undefined;
  #cancelTimer: Unsubscribe | undefined;
  #finish: (end: ChildEnd) => void = () => undefined;
  #fail: (error: unknown) => void = () => undefined;

  constructor(parts: SupervisorParts) {
    const { onRefresh, writeFile, say } = parts;
    this.#parts = parts;
    const mayEnd = endsWithItsToken({ isLost: true, hasFile: writeFile !== undefined, onRefresh });
    this.#missing = new MissingToken({ mayEnd, say });
    const sendSignal = onRefresh.kind === 'signal' ? () => void this.#running?.child.kill(onRefresh.signal) : undefined;
    this.#delivery = new TokenDelivery({ writeFile, sendSignal });
  }

  /** Resolves when a child ends by itself, that is, not for a restart. @throws CommandFailure, AxiomTokenError */
  async run(token: TokenAnswer): Promise<ChildEnd> {
    const finished = new Promise<ChildEnd>((resolve, reject) => {
      this.#finish = resolve;
      this.#fail = reject;
    });
    await this.#delivery.prepare(token).catch((error: unknown) => {
      throw noTokenFile(error);
    });
    if (this.#endedBy) return { signal: this.#endedBy };
    await this.#begin(token);
    const unfollow = this.#parts.feed.follow(this.#parts.follow, (event) => this.#onEvent(event));
    try {
      return await finished;
    } finally {
      unfollow();
      this.#cancelTimer?.();
      await this.#delivery.settled();
    }
  }

  forward(signal: NodeJS.Signals): void {
    this.notice(signal);
    this.#running?.child.kill(signal);
  }

  notice(signal: NodeJS.Signals): void {
    if (this.#phase === 'between') this.#endedBy ??= signal;
  }

  /** The process id of the running program. */
  get pid(): number | undefined {
    return this.#phase === 'running' || this.#phase === 'fetching' ? this.#running?.child.pid : undefined;
  }

  get #hasFile(): boolean {
    return this.#parts.writeFile !== undefined;
  }

  get #isOver(): boolean {
    return this.#phase === 'over';
  }

  async #begin(token: TokenAnswer): Promise<void> {
    const child = await this.#parts.start(token);
    this.#running = { child, token, startedAtMs: this.#parts.clock.nowMs() };
    this.#phase = 'running';
    if (this.#endedBy) child.kill(this.#endedBy);
    void child.ended.then((end) => {
      if (this.#running?.child !== child || this.#phase === 'between') return;
      this.#phase = 'over';
      this.#finish(end);
    });
    this.#plan();
  }

  #onEvent(event: FeedEvent): void {
    switch (event.type) {
      case 'token':
        this.#missing.end();
        this.#reason = undefined;
        this.#failures = 0;
        this.#notBeforeMs = -Infinity;
        this.#askNotBeforeMs = -Infinity;
        if (event.token.access_token !== this.#newest?.token.access_token) {
          this.#newest = { token: event.token, atMs: this.#parts.clock.nowMs() };
          if (this.#hasFile) this.#isWarned = false;
        }
        void this.#delivery
          .deliver(event.token)
          .catch((error: unknown) => this.#missing.warn(toAxiomTokenError(error)));
        return this.#plan();
      case 'paused':
        this.#reason = new AxiomTokenError('PAUSED');
        return;
      case 'waiting':
        // A temporary failure is reported only once the child's token has expired.
        this.#reason = event.error;
        return needsPerson(event.error) ? this.#missing.warn(event.error) : undefined;
      case 'ended':
        this.#reason = event.error;
        this.#missing.note(event.error);
        this.#missing.warn(event.error);
        return this.#plan();
      default:
    }
  }

  #plan(): void {
    const running = this.#running;
    if (!running || this.#phase !== 'running') return;
    this.#cancelTimer?.();
    const { clock, onRefresh } = this.#parts;
    const { token, startedAtMs } = running;
    const [hasFile, newest, nowMs] = [this.#hasFile, this.#newest, clock.nowMs()];
    const child = childTokenOf((hasFile && onRefresh.kind !== 'restart' && newest?.token) || token);
    const newerSinceMs = newest && newest.token.access_token !== token.access_token ? newest.atMs : undefined;
    const [isWarned, isLost] = [this.#isWarned, this.#missing.lost !== undefined];
    const step = nextStep({ onRefresh, hasFile, child, startedAtMs, newerSinceMs, isLost, isWarned, nowMs });
    switch (step.step) {
      case 'warn':
        this.#isWarned = true;
        if (hasFile) return this.#missing.warn(this.#reason ?? new AxiomTokenError('TOKEN_EXPIRED'));
        return this.#parts.say(warningWords(child, nowMs));
      case 'end':
        void this.#endAsLost(running).catch((error: unknown) => this.#fail(error));
        return;
      case 'restart':
        if (nowMs < this.#notBeforeMs) return this.#planAt(this.#notBeforeMs);
        void this.#replace(running).catch((error: unknown) => this.#fail(error));
        return;
      case 'wait':
        return this.#planAt(step.untilMs);
      default:
    }
  }

  /** Stops the program, which would continue with an expired token, and ends with the reason. */
  async #endAsLost({ child }: Running): Promise<void> {
    this.#phase = 'between';
    const { clock, stopSignal: signal, stopTimeoutMs: timeoutMs } = this.#parts;
    const end = await stopChild(child, { clock, signal, timeoutMs });
    this.#phase = 'over';
    if (this.#endedBy) this.#finish(end);
    else this.#fail(this.#missing.lost);
  }

  #planAt(atMs: number): void {
    const { clock } = this.#parts;
    this.#cancelTimer = clock.setTimer(delayToNextCheckMs(clock, atMs - clock.nowMs()), () => this.#plan());
  }

  /** Replaces this child. It keeps running until there is a token for the next one. */
  async #replace({ child, token: former }: Running): Promise<void> {
    this.#phase = 'fetching';
    const token = await this.#freshToken(former);
    if (this.#isOver) return;
    this.#phase = 'running';
    if (!token) return this.#planAt(this.#notBeforeMs);
    this.#phase = 'between';
    const { clock, stopSignal: signal, stopTimeoutMs: timeoutMs } = this.#parts;
    const end = await stopChild(child, { clock, signal, timeoutMs });
    if (this.#endedBy) return this.#finish(end);
    await this.#delivery.prepare(token);
    await this.#begin(token);
  }

  /** `undefined` while there is no newer token. */
  async #freshToken(former: TokenAnswer): Promise<TokenAnswer | undefined> {
    const { clock, getToken, random } = this.#parts;
    const isLook = clock.nowMs() < this.#askNotBeforeMs;
    let failure = new AxiomTokenError('TOKEN_EXPIRED');
    try {
      const token = await getToken(isLook ? { mayAsk: false } : {});
      if (token.access_token !== former.access_token) return token;
    } catch (error) {
      failure = toAxiomTokenError(error);
    }
    this.#missing.note(failure);
    const isRefused = isOfPerson(failure);
    if (isRefused && !isLook) this.#askNotBeforeMs = clock.nowMs() + ASK_AGAIN_MS;
    if (!isRefused || !isLook) this.#missing.warn(failure);
    this.#failures += 1;
    this.#notBeforeMs = clock.nowMs() + (isRefused ? LOOK_AGAIN_MS : backoffMs(RETRY, this.#failures, random()));
    return undefined;
  }
}
