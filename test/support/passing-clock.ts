// The system's clock, in which time also passes at once, for tests that would have to sit through it. Let it pass while nothing waits for an answer:
// servers and other programs keep to real time.
import { readFileSync } from 'node:fs';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import type { Clock } from '../../main/core/ports/clock';

export interface PassingClock extends Clock {
  /** From now on it is ahead of the system's by this much, and what has fallen due meanwhile happens. */
  passTo(aheadMs: number): void;
}

/** Ignored by a program that does not know it. */
export const TIME_HAS_PASSED = 'SIGURG';

export function createPassingClock(aheadMs = 0): PassingClock {
  const system = createSystemClock();
  let passedMs = aheadMs;
  const monotonicMs = (): number => system.monotonicMs() + passedMs;
  const waiting = new Set<{ readonly dueMs: number; readonly fire: () => void; cancel: () => void }>();
  return {
    nowMs: () => system.nowMs() + passedMs,
    monotonicMs,
    timersInMs: () => system.timersInMs(),
    setTimer(delayMs, callback) {
      const fire = (): void => {
        waiting.delete(timer);
        callback();
      };
      const timer = { dueMs: monotonicMs() + delayMs, fire, cancel: system.setTimer(delayMs, fire) };
      waiting.add(timer);
      return () => {
        waiting.delete(timer);
        timer.cancel();
      };
    },
    passTo(nowAheadMs) {
      passedMs = nowAheadMs;
      for (const timer of [...waiting].sort((one, other) => one.dueMs - other.dueMs)) {
        timer.cancel();
        timer.cancel = system.setTimer(Math.max(0, timer.dueMs - monotonicMs()), timer.fire);
      }
    },
  };
}

/** For a program: ahead by the milliseconds in this file, which it reads now and at each {@link TIME_HAS_PASSED}. */
export function followPassedTime(path: string): Clock {
  const read = (): number => Number(readFileSync(path, 'utf8'));
  const clock = createPassingClock(read());
  process.on(TIME_HAS_PASSED, () => clock.passTo(read()));
  return clock;
}
