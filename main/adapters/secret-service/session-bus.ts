// One connection to the D-Bus session bus. Every question gets an answer or a failure, also when the bus is gone.
// Used by shared-session-bus.ts. Knows no service.
import type { Message, MessageBus } from 'dbus-next';

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
  /** The first value of the answer. Starts no service. Rejects with the service's error, or with {@link BusLost}. */
  ask(question: BusQuestion): Promise<unknown>;
  isLost(): boolean;
  /** Closes it; open questions reject with {@link BusLost}. */
  close(): void;
}

/** There is no connection, or it was lost. */
export class BusLost extends Error {
  override readonly name = 'BusLost';
}

/** Starts to connect. Rejects with {@link BusLost} when the address is not valid. */
export async function connectSessionBus(busAddress: string): Promise<SessionBus> {
  // Loaded with the first question, off the start path.
  const dbus = await import('dbus-next');
  let bus: MessageBus;
  try {
    bus = dbus.sessionBus({ busAddress });
  } catch (cause) {
    throw new BusLost('the address of the session bus is none', { cause });
  }
  const waiting = new Set<(error: BusLost) => void>();
  let loss: BusLost | undefined;
  const lose = (cause?: unknown): void => {
    loss ??= new BusLost('the session bus is gone', { cause });
    for (const reject of waiting) reject(loss);
    waiting.clear();
  };
  // Never removed: an 'error' event without a listener would end the process.
  bus.on('error', lose);
  streamOf(bus)?.once('close', () => lose());
  const connected = new Promise<void>((resolve) => bus.once('connect', resolve));

  const send = async (message: Message): Promise<unknown> => {
    await connected;
    return (await bus.call(message))?.body[0];
  };
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (loss) return reject(loss);
        waiting.add(reject);
        // Without NO_AUTO_START the bus would start a service that asks the person for a password.
        const message = new dbus.Message({
          ...question,
          body: [...question.body],
          flags: dbus.MessageFlag.NO_AUTO_START,
        });
        send(message)
          .then(resolve, reject)
          .finally(() => waiting.delete(reject));
      }),
    isLost: () => loss !== undefined,
    close() {
      lose();
      bus.disconnect();
    },
  };
}

/** dbus-next reports errors, but not that the bus has closed the connection; its stream does. */
function streamOf(bus: MessageBus): NodeJS.EventEmitter | undefined {
  return (bus as unknown as { _connection?: { stream?: NodeJS.EventEmitter } })._connection?.stream;
}
