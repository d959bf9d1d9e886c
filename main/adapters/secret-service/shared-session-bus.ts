// Keeps one connection to the session bus for all questions about the Secret Service: made with the first, made anew when it was lost, and with
// a limit on how long an answer may take. Used on Linux by the keychain's state and provider; knows no service.
import type { Clock } from '../../core/ports/clock';
import { BusLost, connectSessionBus, type SessionBus } from './session-bus';

export const BUS_LIMIT_MS = 3_000;

export interface SharedSessionBusOptions {
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
}

/** How questions ended. `no-bus`: there is no connection. `hung`: no answer within {@link BUS_LIMIT_MS}. */
export type BusOutcome<T> = { readonly answer: T } | { readonly error: unknown } | 'no-bus' | 'hung';

export interface SharedSessionBus {
  /** Asks over the kept connection; once more over a new one when the kept one turns out to be lost. Never throws. */
  ask<T>(questions: (bus: SessionBus) => Promise<T>): Promise<BusOutcome<T>>;
  dispose(): void;
}

/** The connection; made with the first question. */
export function createSharedSessionBus({ clock, env }: SharedSessionBusOptions): SharedSessionBus {
  let kept: Promise<SessionBus> | undefined;
  const drop = (): void => {
    kept?.then((bus) => bus.close()).catch(() => undefined);
    kept = undefined;
  };
  const connection = async (busAddress: string): Promise<SessionBus> => {
    if (kept && (await kept).isLost()) drop();
    kept ??= connectSessionBus(busAddress);
    return kept;
  };
  const ask = async <T>(
    busAddress: string,
    questions: (bus: SessionBus) => Promise<T>,
    isOver: () => boolean,
  ): Promise<BusOutcome<T>> => {
    const isFirst = kept === undefined;
    try {
      return { answer: await questions(await connection(busAddress)) };
    } catch (error) {
      if (!(error instanceof BusLost)) return { error };
      if (isOver()) return 'no-bus';
      drop();
      // A connection from former questions may have ended unnoticed, with the bus there again.
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
        const cancelLimit = clock.setTimer(BUS_LIMIT_MS, () => {
          finish('hung');
          drop();
        });
        void ask(busAddress, questions, () => isOver).then(finish);
      });
    },
    dispose: drop,
  };
}

/** Where the session bus is, as the keychain's own library finds it. */
function sessionBusAddress(env: NodeJS.ProcessEnv): string | undefined {
  if (env.DBUS_SESSION_BUS_ADDRESS) return env.DBUS_SESSION_BUS_ADDRESS;
  return env.XDG_RUNTIME_DIR ? `unix:path=${env.XDG_RUNTIME_DIR}/bus` : undefined;
}
