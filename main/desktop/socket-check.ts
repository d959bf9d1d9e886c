// Opens the socket for programs, or checks it again, before the checks of this computer run: the socket is opened
// only shortly after the start, and its file may have been removed since. Used by open-services.ts; open-broker.ts
// gives it the check.
import { pause } from '../core/flow/pause';
import type { Clock } from '../core/ports/clock';

/** Longer than the start takes to open the socket. */
const START_MS = 3_000;

export interface SocketCheck {
  /** Sets the check that `run` calls. */
  use(check: () => Promise<unknown>): void;
  /** Waits for {@link use}, but not longer than the start takes, and for its check. */
  run(): Promise<void>;
}

export function createSocketCheck(clock: Pick<Clock, 'setTimer'>): SocketCheck {
  const started = new AbortController();
  let check: (() => Promise<unknown>) | undefined;
  return {
    use(given) {
      check = given;
      started.abort();
    },
    async run() {
      if (!check) await pause(clock, START_MS, started.signal);
      await check?.();
    },
  };
}
