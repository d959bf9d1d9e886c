// One connection to the session bus for calls with text arguments. Every call gets an answer or a failure, also when the bus is lost.
// Used by shared-session-bus.ts. Knows no service.
import { openBus } from '../d-bus/connection';

/** One method call; `body` holds strings, as many as `signature` says. */
export interface BusQuestion {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature: string;
  readonly body: readonly string[];
}

/** A connection; it may still be connecting. */
export interface SessionBus {
  /** The first value of the answer. Starts no service. Rejects with the service's `BusError`, or with `BusLost`. */
  ask(question: BusQuestion): Promise<unknown>;
  isLost(): boolean;
  /** Closes the connection; pending calls reject with `BusLost`. */
  close(): void;
}

/** Starts to connect. @throws BusLost when the address is not valid */
export function connectSessionBus(busAddress: string): SessionBus {
  const bus = openBus(busAddress);
  return {
    ask: async (question) => (await bus.call(question))[0],
    isLost: () => bus.isLost(),
    close: () => bus.close(),
  };
}
