// Connects to an app that already serves its maximum number of programs: retries with backoff and jitter until it is served or aborted.
import type { BrokerClient } from '../../handout/broker/client';
import { AxiomTokenError } from '../../core/base/errors';
import { pause } from '../../core/flow/pause';
import type { Clock } from '../../core/ports/clock';

export interface UntilServedParts {
  /** @throws AxiomTokenError `RATE_LIMITED` while the app is full; any other error ends the retries */
  readonly connect: () => Promise<BrokerClient>;
  /** Ends the retries. */
  readonly signal: AbortSignal;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly random: () => number;
  readonly detail: (line: string) => void;
}

const FIRST_MS = 50;
const LONGEST_MS = 2_000;

/** Delay before the next try. `random` is in [0, 1). */
export function nextTryMs(tries: number, random: number): number {
  const mostMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries, 10));
  return Math.round(mostMs / 2 + (mostMs / 2) * random);
}

export async function untilServed({ connect, signal, clock, random, detail }: UntilServedParts): Promise<BrokerClient> {
  for (let tries = 0; ; tries++) {
    signal.throwIfAborted();
    try {
      return await connect();
    } catch (error) {
      if (!(error instanceof AxiomTokenError) || error.code !== 'RATE_LIMITED') throw error;
      if (tries === 0) detail(`${error.message} Trying again until one of them ends.`);
    }
    await pause(clock, nextTryMs(tries, random()), signal);
  }
}
