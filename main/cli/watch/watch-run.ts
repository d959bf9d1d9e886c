// One run of `watch`: writes the feed's events to the reader until it has to end.
import type { AxiomTokenError } from '../../core/base/errors';
import { type Clock, MAX_TIMER_MS, type Unsubscribe } from '../../core/ports/clock';
import type { SubscribeParams } from '../../handout/wire-calls';
import { CommandFailure } from '../words/command-failure';
import { NewestLines } from './newest-lines';
import type { FeedEvent, TokenFeed } from '../feed/token-feed';
import { deathOf, HEARTBEAT_LINE, WatchLines, type WatchWish } from './watch-lines';

/** Time for the reader to take the last lines. */
const LAST_LINES_MS = 1_000;

export interface WatchParts extends WatchWish {
  readonly feed: Pick<TokenFeed, 'follow'>;
  readonly follow: SubscribeParams;
  readonly clock: Clock;
  /** Resolves when the reader has taken the line. @throws CommandFailure `OUTPUT_CLOSED` */
  readonly write: (line: string) => Promise<void>;
  /** Prints a line on stderr. */
  readonly note: (line: string) => void;
  readonly heartbeatMs?: number | undefined;
  readonly isOnce: boolean;
  /** Aborted by a signal, `--timeout`, or the end of a piped stdin; the reason `undefined` means a normal end. */
  readonly signal: AbortSignal;
  /** Calls its listener when stdin was a pipe and is closed. */
  readonly onInputEnd: (listener: () => void) => Unsubscribe;
}

/** Resolves at a normal end. @throws AxiomTokenError when only a person can help, or with the reason of `signal`; CommandFailure */
export async function runWatch(parts: WatchParts): Promise<void> {
  await new WatchRun(parts).run();
}

class WatchRun {
  readonly #parts: WatchParts;
  readonly #lines: WatchLines;
  readonly #output: NewestLines;
  #end: (reason: AxiomTokenError | undefined) => void = () => undefined;
  #fail: (error: unknown) => void = () => undefined;
  #lastLineMs: number;
  #cancelHeartbeat: Unsubscribe | undefined;
  #isOver = false;
  /** The last reason printed on stderr, so that it is printed once. */
  #noted: string | undefined;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#lines = new WatchLines(parts);
    this.#output = new NewestLines(parts.write, (error) => this.#fail(error));
    this.#lastLineMs = parts.clock.monotonicMs();
  }

  async run(): Promise<void> {
    const { feed, follow, signal, onInputEnd } = this.#parts;
    const ended = new Promise<AxiomTokenError | undefined>((resolve, reject) => {
      this.#end = resolve;
      this.#fail = reject;
    });
    const abort = () => this.#fail(signal.reason);
    if (signal.aborted) throw signal.reason;
    signal.addEventListener('abort', abort);
    const undo = [feed.follow(follow, (event) => this.#onEvent(event)), onInputEnd(() => this.#end(undefined))];
    this.#beat();
    try {
      const reason = await ended;
      this.#isOver = true;
      await this.#lastLines();
      if (reason) throw reason;
    } catch (error) {
      // A reader that closed the pipe does not want more.
      if (!(error instanceof CommandFailure && error.code === 'OUTPUT_CLOSED')) throw error;
    } finally {
      for (const each of undo) each();
      signal.removeEventListener('abort', abort);
      this.#cancelHeartbeat?.();
    }
  }

  #onEvent(event: FeedEvent): void {
    if (this.#isOver) return;
    const lines = this.#lines.next(event);
    for (const line of lines) this.#output.put(line);
    if (lines.length > 0) this.#lastLineMs = this.#parts.clock.monotonicMs();
    this.#note(event);
    const death = deathOf(event, this.#lines.hasPrintedToken);
    if (death) this.#end(death);
    else if (this.#parts.isOnce && event.type === 'token') this.#end(undefined);
  }

  /** In formats without state lines, prints on stderr why there is no token, each reason once. */
  #note(event: FeedEvent): void {
    const { format, hasStates, note } = this.#parts;
    if (event.type === 'token') this.#noted = undefined;
    if (event.type === 'paused' && format !== 'jsonl' && this.#noted !== 'paused') {
      this.#noted = 'paused';
      note('axiom-tokens: everything is paused. It continues automatically after the pause.');
    }
    if (event.type === 'waiting' && !hasStates && this.#noted !== event.error.code) {
      this.#noted = event.error.code;
      note(`axiom-tokens: ${event.error.message} It continues automatically when there is a token.`);
    }
  }

  #beat(): void {
    const { clock, heartbeatMs } = this.#parts;
    if (heartbeatMs === undefined) return;
    const dueMs = this.#lastLineMs + heartbeatMs - clock.monotonicMs();
    if (dueMs <= 0) {
      // A reader that is behind needs no heartbeat.
      if (this.#output.isIdle) this.#output.put({ slot: 'state', line: HEARTBEAT_LINE });
      this.#lastLineMs = clock.monotonicMs();
      return this.#beat();
    }
    this.#cancelHeartbeat = clock.setTimer(Math.min(dueMs, MAX_TIMER_MS), () => this.#beat());
  }

  async #lastLines(): Promise<void> {
    let cancel: Unsubscribe = () => undefined;
    const late = new Promise<void>((resolve) => {
      cancel = this.#parts.clock.setTimer(LAST_LINES_MS, resolve);
    });
    await Promise.race([this.#output.settled(), late]);
    cancel();
  }
}
