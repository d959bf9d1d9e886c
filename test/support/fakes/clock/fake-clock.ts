// A clock that moves only when a test says so. A test can set the wall clock alone, for a clock jump or for sleep.
import { type Clock, MAX_TIMER_MS, type Unsubscribe } from '../../../../main/core/ports/clock';

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

/** 2026-03-01 12:00:00 UTC: the default start of fake time. */
export const FAKE_START_MS = Date.UTC(2026, 2, 1, 12);

/** The fake clock. `advance` runs due timers in order and lets promises settle in between. */
export class FakeClock implements Clock {
  #wallMs: number;
  #monotonicMs = 1_000;
  readonly #timers = new Set<Timer>();
  /** The delay of every timer that was set, for tests of timers. */
  readonly requestedDelaysMs: number[] = [];

  constructor(startMs = FAKE_START_MS) {
    this.#wallMs = startMs;
  }

  nowMs(): number {
    return this.#wallMs;
  }

  monotonicMs(): number {
    return this.#monotonicMs;
  }

  setTimer(delayMs: number, callback: () => void): Unsubscribe {
    if (!(delayMs >= 0 && delayMs <= MAX_TIMER_MS)) throw new Error(`a timer of ${delayMs} ms is not allowed`);
    this.requestedDelaysMs.push(delayMs);
    const timer = { atMs: this.#monotonicMs + delayMs, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  timersInMs(): readonly number[] {
    return Array.from(this.#timers, ({ atMs }) => atMs - this.#monotonicMs);
  }

  /** How many timers are set. */
  get timerCount(): number {
    return this.#timers.size;
  }

  /** Moves both clocks forward and runs the timers that become due. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#monotonicMs + ms;
    await settle();
    for (;;) {
      const next = [...this.#timers].sort((a, b) => a.atMs - b.atMs)[0];
      if (!next || next.atMs > endMs) break;
      this.#move(Math.max(0, next.atMs - this.#monotonicMs));
      this.#timers.delete(next);
      next.callback();
      await settle();
    }
    this.#move(endMs - this.#monotonicMs);
  }

  /** Sets the wall clock; monotonic time and timers stay. */
  jumpWall(ms: number): void {
    this.#wallMs += ms;
  }

  /** Moves both clocks but runs nothing, like a stopped process. The next `advance` runs the overdue timers late. */
  freeze(ms: number): void {
    this.#move(ms);
  }

  #move(ms: number): void {
    this.#wallMs += ms;
    this.#monotonicMs += ms;
  }
}

/** Lets pending promise reactions run. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 200; round++) await Promise.resolve();
}
