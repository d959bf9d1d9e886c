// Connects to an app that serves as many programs as it can already: tries again, later each time and not all at the same moment, until it is served or nobody waits any more.
import type { BrokerClient } from '../../handout/broker/client';
import { AxiomTokenError } from '../../core/base/errors';
import { pause } from '../../core/flow/pause';
import type { Clock } from '../../core/ports/clock';

export interface UntilServedParts {
  /** @throws AxiomTokenError `RATE_LIMITED` while the app is full; all else ends the trying */
  readonly connect: () => Promise<BrokerClient>;
  /** Ends the trying. */
  readonly signal: AbortSignal;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly random: () => number;
  readonly detail: (line: string) => void;
}

const FIRST_MS = 50;
const LONGEST_MS = 2_000;

/** How long to wait before the next try. `random`: from 0 up to, but not including, 1. */
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
      if (tries === 0) detail(`${error.message} Trying again until one of them has gone.`);
    }
    await pause(clock, nextTryMs(tries, random()), signal);
  }
}
