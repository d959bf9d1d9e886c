// Stays connected to a broker that may be quit and started again: for `watch` and `exec`.
import { type AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import type { Unsubscribe } from '../../core/ports/clock';
import { type BrokerClient, connectBroker, type ConnectOptions } from './client';

export interface KeepConnectedOptions extends ConnectOptions {
  /** Called after each successful `hello`. What it throws ends that connection, and counts as a failure to connect. */
  readonly onConnected: (client: BrokerClient) => void | Promise<void>;
  /** The connection is over, or could not be made. False: give up, and reject with that error. */
  readonly onLost: (why: AxiomTokenError, retryInMs: number) => boolean;
  /** Ends it: the result then resolves. */
  readonly signal: AbortSignal;
  readonly setTimer?: (delayMs: number, callback: () => void) => Unsubscribe;
  readonly connect?: typeof connectBroker;
}

const FIRST_MS = 100;
const LONGEST_MS = 5_000;

/** How long to wait before the next try, after `failures` in a row. Pure. */
export function retryDelayMs(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
}

/**
 * Connects, and again whenever the connection is over.
 * @throws AxiomTokenError the last failure, when `onLost` said so
 */
export async function keepConnected(options: KeepConnectedOptions): Promise<void> {
  const { signal, onLost, setTimer = startTimer } = options;
  let failures = 0;
  while (!signal.aborted) {
    const why = await onceConnected(options, () => (failures = 0));
    if (signal.aborted) return;
    const delayMs = retryDelayMs(failures++);
    if (!onLost(why, delayMs)) throw why;
    await waitFor(delayMs, signal, setTimer);
  }
}

async function onceConnected(options: KeepConnectedOptions, onGood: () => void): Promise<AxiomTokenError> {
  const { signal, onConnected, connect = connectBroker } = options;
  let client: BrokerClient | undefined;
  const close = () => client?.close();
  signal.addEventListener('abort', close);
  try {
    client = await connect(options);
    if (signal.aborted) client.close();
    else await onConnected(client);
    onGood();
    return await client.closed;
  } catch (error) {
    client?.close();
    return toAxiomTokenError(error);
  } finally {
    signal.removeEventListener('abort', close);
  }
}

function waitFor(
  delayMs: number,
  signal: AbortSignal,
  setTimer: (delayMs: number, callback: () => void) => Unsubscribe,
): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = setTimer(delayMs, end);
    signal.addEventListener('abort', end);
  });
}

function startTimer(delayMs: number, callback: () => void): Unsubscribe {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}
