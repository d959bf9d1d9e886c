// One kept connection to the D-Bus session bus, for questions that get an answer or a failure, never silence because the bus is gone.
// Used by the Secret Service's state reader. Knows no service.
import type { Message, MessageBus } from 'dbus-next';

/** One question; `body` are strings, of which `signature` tells how many. */
export interface BusQuestion {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature: string;
  readonly body: readonly string[];
}

/** A connection, perhaps still being made. */
export interface SessionBus {
  /** The first value of the answer. Nothing is started to get it. Rejects with the service's error, or with {@link BusLost}. */
  ask(question: BusQuestion): Promise<unknown>;
  isLost(): boolean;
  /** Ends it; questions under way are lost. */
  close(): void;
}

/** There is no connection (any more). */
export class BusLost extends Error {
  override readonly name = 'BusLost';
}

/** Begins to connect. Rejects with {@link BusLost} when the address is none. */
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
  // Stays: an 'error' event that nobody hears would end the process.
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
        // Without NO_AUTO_START the bus would start a service that has to ask the person for a password.
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

/** dbus-next tells of errors, but not of a bus that closes the connection in good order; its stream does. */
function streamOf(bus: MessageBus): NodeJS.EventEmitter | undefined {
  return (bus as unknown as { _connection?: { stream?: NodeJS.EventEmitter } })._connection?.stream;
}
