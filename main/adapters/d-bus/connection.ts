// A connection to a D-Bus bus: authenticates as this user, calls methods, sends and receives signals. Every call gets an answer or a failure, also when the
// bus is lost. Used for the keyring's state, the tray's host and notifications. Knows no service except the bus itself.
import type { Duplex } from 'node:stream';
import { type BusAddress, parseBusAddresses } from './addresses';
import { dial } from './dial';
import {
  type BusMessage,
  encodeMessage,
  type MessageFields,
  MessageReader,
  NO_AUTO_START,
  NO_REPLY_EXPECTED,
} from './messages';
import { BusLost, signIn } from './sign-in';

const BUS = 'org.freedesktop.DBus';

/** One method call; `body` has the values for `signature`. */
export interface MethodCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
  /** Whether the bus may start the service if it does not run; that may ask the user for a password. Default: no. */
  readonly mayStart?: boolean;
}

/** The answer to a call: signature and values, or a refusal by its D-Bus name. */
export type Answer =
  | readonly [signature: string, body: readonly unknown[]]
  | { readonly error: string; readonly text: string };

/** Answers calls from other programs; returns `undefined` for unknown methods. */
export type Serve = (call: BusMessage) => Answer | undefined;

/** An error answer of a service; `type` is the D-Bus name of the error. */
export class BusError extends Error {
  override readonly name = 'BusError';
  constructor(
    readonly type: string,
    text: string,
  ) {
    super(text);
  }
}

interface Waiting {
  resolve(body: readonly unknown[]): void;
  reject(error: unknown): void;
}

/** A connection; it may still be connecting. */
export class BusConnection {
  /** Resolves to the connection's name on the bus; rejects with {@link BusLost}. */
  readonly ready: Promise<string>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #hearers = new Set<(signal: BusMessage) => void>();
  readonly #losers = new Set<(loss: BusLost) => void>();
  readonly #serve: Serve;
  #stream: Duplex | undefined;
  #loss: BusLost | undefined;
  #isSignedIn = false;
  #serial = 0;

  /** Tries the addresses in turn. */
  constructor(addresses: readonly BusAddress[], serve: Serve = () => undefined) {
    this.#serve = serve;
    this.ready = this.#open(addresses);
    // Every call awaits `ready` and so gets its failure.
    this.ready.catch(() => undefined);
  }

  isLost(): boolean {
    return this.#loss !== undefined;
  }

  /** The values of the answer. Rejects with {@link BusError} or {@link BusLost}. */
  async call(call: MethodCall): Promise<readonly unknown[]> {
    await this.ready;
    return this.#call(call);
  }

  /** Sends a signal to all listeners on the bus. Does nothing after the connection is lost. */
  signal(
    fields: Required<Pick<MessageFields, 'path' | 'interface' | 'member'>>,
    signature = '',
    body: readonly unknown[] = [],
  ): void {
    this.#send({ ...fields, type: 'signal', flags: NO_REPLY_EXPECTED, ...withBody(signature, body) });
  }

  /** Calls `listener` for each signal that a match rule selects, until the result is called. */
  onSignal(listener: (signal: BusMessage) => void): () => void {
    this.#hearers.add(listener);
    return () => void this.#hearers.delete(listener);
  }

  /** Subscribes to signals by a match rule of the D-Bus specification. */
  async addMatch(rule: string): Promise<void> {
    await this.askBus('AddMatch', 's', [rule]);
  }

  /** Calls a method of the bus itself; resolves to the first value of the answer. */
  async askBus(member: string, signature = '', body: readonly unknown[] = []): Promise<unknown> {
    return (await this.call(toBus(member, signature, body)))[0];
  }

  /** Calls `listener` once when the connection is lost or closed. There is no reconnect. */
  onLost(listener: (loss: BusLost) => void): void {
    this.#losers.add(listener);
  }

  /** Closes the connection; pending calls reject with {@link BusLost}. Calling it twice is harmless. */
  close(): void {
    this.#lose(undefined);
  }

  async #open(addresses: readonly BusAddress[]): Promise<string> {
    let cause: unknown;
    for (const address of addresses) {
      if (this.#loss) break;
      this.#stream = dial(address);
      try {
        const rest = await signIn(this.#stream);
        this.#listen(this.#stream, rest);
        break;
      } catch (error) {
        cause = error;
      }
    }
    if (!this.#isSignedIn) this.#lose(cause);
    const [name] = await this.#call(toBus('Hello', '', []));
    return String(name);
  }

  #listen(stream: Duplex, rest: Buffer): void {
    this.#isSignedIn = true;
    const reader = new MessageReader();
    const read = (chunk: Buffer): void => {
      let messages: readonly BusMessage[];
      try {
        messages = reader.read(chunk);
      } catch (damage) {
        return this.#lose(damage);
      }
      for (const message of messages) this.#hear(message);
    };
    stream.on('error', (error) => this.#lose(error));
    stream.once('end', () => this.#lose(undefined));
    stream.once('close', () => this.#lose(undefined));
    stream.on('data', read);
    if (rest.length > 0) read(rest);
  }

  #hear(message: BusMessage): void {
    if (this.#loss) return;
    if (message.type === 'signal') {
      for (const hearer of this.#hearers) hearer(message);
    } else if (message.type === 'call') {
      this.#answer(message);
    } else {
      const waiting = this.#waiting.get(message.replySerial ?? 0);
      this.#waiting.delete(message.replySerial ?? 0);
      const [text] = message.body;
      if (message.type === 'return') waiting?.resolve(message.body);
      else waiting?.reject(new BusError(message.errorName ?? '', typeof text === 'string' ? text : 'no reason given'));
    }
  }

  #answer(call: BusMessage): void {
    const answer = this.#serve(call) ?? { error: `${BUS}.Error.UnknownMethod`, text: `no method ${call.member}` };
    if ((call.flags & NO_REPLY_EXPECTED) !== 0) return;
    const to = { replySerial: call.serial, flags: NO_REPLY_EXPECTED, destination: call.sender ?? BUS };
    if ('error' in answer)
      this.#send({ ...to, type: 'error', errorName: answer.error, ...withBody('s', [answer.text]) });
    else this.#send({ ...to, type: 'return', ...withBody(...answer) });
  }

  #call({ mayStart = false, signature = '', body = [], ...fields }: MethodCall): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      if (this.#loss) return reject(this.#loss);
      const flags = mayStart ? 0 : NO_AUTO_START;
      const serial = this.#send({ ...fields, type: 'call', flags, ...withBody(signature, body) });
      this.#waiting.set(serial, { resolve, reject });
    });
  }

  #send(message: Omit<BusMessage, 'serial'>): number {
    const serial = ++this.#serial;
    const bytes = encodeMessage({ ...message, serial });
    if (!this.#loss) this.#stream?.write(bytes);
    return serial;
  }

  #lose(cause: unknown): void {
    if (this.#loss) return;
    this.#loss = new BusLost('the session bus is gone', { cause });
    this.#stream?.destroy();
    for (const waiting of this.#waiting.values()) waiting.reject(this.#loss);
    this.#waiting.clear();
    for (const loser of this.#losers) loser(this.#loss);
  }
}

/** Starts to connect to the first address in `text` that answers. @throws BusLost when there is none */
export function openBus(text: string, serve?: Serve): BusConnection {
  const addresses = parseBusAddresses(text);
  if (addresses.length === 0) throw new BusLost('the session bus has no usable address');
  return new BusConnection(addresses, serve);
}

function toBus(member: string, signature: string, body: readonly unknown[]): MethodCall {
  return { destination: BUS, path: '/org/freedesktop/DBus', interface: BUS, member, signature, body };
}

function withBody(signature: string, body: readonly unknown[]): Pick<BusMessage, 'signature' | 'body'> {
  return signature === '' ? { body } : { signature, body };
}
