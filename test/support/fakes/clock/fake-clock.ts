// A clock that moves only when a test says so. Wall and monotonic time move apart when a test wants a jump or a sleep.
import { type Clock, MAX_TIMER_MS, type Unsubscribe } from '../../../../main/core/ports/clock';

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

/** 2026-03-01 12:00:00 UTC: where fake time starts unless told otherwise. */
export const FAKE_START_MS = Date.UTC(2026, 2, 1, 12);

/** The fake clock. `advance` runs due timers in order and lets promises settle in between. */
export class FakeClock implements Clock {
  #wallMs: number;
  #monotonicMs = 1_000;
  readonly #timers = new Set<Timer>();
  /** Every delay that was asked for, for tests about timers. */
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

  /** How many timers wait. */
  get timerCount(): number {
    return this.#timers.size;
  }

  /** Moves both clocks on, running what falls due. */
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

  /** The wall clock is set: it jumps, monotonic time and timers stay. */
  jumpWall(ms: number): void {
    this.#wallMs += ms;
  }

  #move(ms: number): void {
    this.#wallMs += ms;
    this.#monotonicMs += ms;
  }
}

/** Lets pending promise reactions run. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 60; round++) await Promise.resolve();
}
