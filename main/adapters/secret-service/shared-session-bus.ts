// One shared connection to the session bus for all calls about the Secret Service: opened with the first call, replaced when it was lost, with a time limit for
// answers. Used on Linux by the state reader and the provider reader. Knows no service.
import { startDeadline } from '../../core/flow/deadline';
import type { Clock } from '../../core/ports/clock';
import { sessionBusAddress } from '../d-bus/addresses';
import { BusLost } from '../d-bus/sign-in';
import { connectSessionBus, type SessionBus } from './session-bus';

export const BUS_LIMIT_MS = 3_000;

export interface SharedSessionBusOptions {
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
}

/** The outcome of questions. `no-bus`: there is no connection. `hung`: no answer within {@link BUS_LIMIT_MS}. */
export type BusOutcome<T> = { readonly answer: T } | { readonly error: unknown } | 'no-bus' | 'hung';

export interface SharedSessionBus {
  /** Runs the calls over the shared connection; if that was lost, once more over a new one. Never throws. */
  ask<T>(questions: (bus: SessionBus) => Promise<T>): Promise<BusOutcome<T>>;
  dispose(): void;
}

/** Connects with the first question. */
export function createSharedSessionBus({ clock, env }: SharedSessionBusOptions): SharedSessionBus {
  let shared: SessionBus | undefined;
  const drop = (): void => {
    shared?.close();
    shared = undefined;
  };
  const connection = (busAddress: string): SessionBus => {
    if (shared?.isLost()) drop();
    shared ??= connectSessionBus(busAddress);
    return shared;
  };
  const ask = async <T>(
    busAddress: string,
    questions: (bus: SessionBus) => Promise<T>,
    isOver: () => boolean,
  ): Promise<BusOutcome<T>> => {
    const isFirst = shared === undefined;
    let asked: SessionBus | undefined;
    try {
      asked = connection(busAddress);
      return { answer: await questions(asked) };
    } catch (error) {
      if (!(error instanceof BusLost)) return { error };
      if (isOver()) return 'no-bus';
      // Another caller may have opened a new connection already.
      if (asked === shared) drop();
      // An older connection may have been lost unnoticed, and the bus may work again.
      return isFirst ? 'no-bus' : ask(busAddress, questions, isOver);
    }
  };
  return {
    async ask<T>(questions: (bus: SessionBus) => Promise<T>) {
      const busAddress = sessionBusAddress(env);
      if (busAddress === undefined) return 'no-bus';
      let isOver = false;
      return new Promise<BusOutcome<T>>((resolve) => {
        const finish = (outcome: BusOutcome<T>): void => {
          isOver = true;
          cancelLimit();
          resolve(outcome);
        };
        const cancelLimit = startDeadline(clock, BUS_LIMIT_MS, () => {
          finish('hung');
          drop();
        });
        void ask(busAddress, questions, () => isOver).then(finish);
      });
    },
    dispose: drop,
  };
}
