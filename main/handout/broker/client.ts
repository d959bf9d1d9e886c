// The client of the broker: connects, sends `hello`, makes calls, and receives notifications. Without zod, because `axiom-tokens token` loads it each time.
import { lstatSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import type { Unsubscribe } from '../../core/ports/clock';
import { LIMITS, NOTIFICATIONS, PROTOCOLS, type HelloResult, type NotificationName } from '../protocol';
import type { WireCallName, WireCalls, WireNotifications } from '../wire-calls';
import { connectFailure, type LinkEntry, linkProblem, refuseLink, unavailable } from './broker-link';
import { LineReader } from './lines';
import { type MessageId, readServerMessage, requestLine } from './messages';

export interface ConnectOptions {
  /** The socket, or a Windows pipe. */
  readonly path: string;
  /** The name and version of the client for the broker, such as `axiom-tokens`. */
  readonly client: { readonly name: string; readonly version: string };
  /** The key that this program got from `exec`. */
  readonly key?: string | undefined;
  /** The limit for connecting and `hello`; default 5 s, with a key 10 s, because right after its start the app waits for exec to register the key again. */
  readonly timeoutMs?: number | undefined;
}

export interface CallOptions {
  /** Absent: no limit; the call may take until the user answers a question. */
  readonly timeoutMs?: number | undefined;
}

type Listener = <Name extends NotificationName>(name: Name, params: WireNotifications[Name]) => void;

export interface BrokerClient {
  /** The broker's answer to `hello`. */
  readonly hello: HelloResult;
  /** Makes a call. @throws AxiomTokenError of the broker's answer; `BROKER_UNAVAILABLE` when the connection ends first; `TIMEOUT` */
  call<Name extends WireCallName>(
    method: Name,
    params: WireCalls[Name]['params'],
    options?: CallOptions,
  ): Promise<WireCalls[Name]['result']>;
  /** Calls `listener` for each notification, in their order. */
  onNotification(listener: Listener): Unsubscribe;
  /** Resolves with the reason when the connection has ended: `BROKER_UNAVAILABLE`, or `CANCELLED` after {@link close}. */
  readonly closed: Promise<AxiomTokenError>;
  /** Closes the connection; the broker then drops all calls of it. */
  close(): void;
}

const HELLO_TIMEOUT_MS = 5_000;
const HELLO_WITH_KEY_TIMEOUT_MS = 10_000;

/**
 * Connects and sends `hello`.
 * @throws AxiomTokenError `BROKER_UNAVAILABLE`, with a message that says what is broken; `RATE_LIMITED` when the app has too many clients; the error answer of `hello`
 */
export async function connectBroker(options: ConnectOptions): Promise<BrokerClient> {
  const { path, client, key } = options;
  const { timeoutMs = key === undefined ? HELLO_TIMEOUT_MS : HELLO_WITH_KEY_TIMEOUT_MS } = options;
  const refusal = isPipe(path) ? undefined : refuseLink(linkOf(path));
  if (refusal) throw refusal;
  const connection = new Connection(path);
  const greeting = { protocols: PROTOCOLS, client, ...(key === undefined ? {} : { key }) };
  try {
    const hello = await connection.call('hello', greeting, { timeoutMs });
    return {
      hello,
      call: (method, params, callOptions) => connection.call(method, params, callOptions),
      onNotification: (listener) => connection.listen(listener),
      closed: connection.closed,
      close: () => connection.close(),
    };
  } catch (error) {
    connection.close();
    if (!(error instanceof AxiomTokenError) || error.code !== 'TIMEOUT') throw error;
    throw unavailable(
      `The program that listens at ${path} does not answer.`,
      'Try again; if this continues, restart the app. "axiom-tokens doctor" shows which program it is.',
    );
  }
}

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: AxiomTokenError) => void;
}

class Connection {
  readonly closed: Promise<AxiomTokenError>;
  readonly #socket: Socket;
  readonly #reader = new LineReader(LIMITS.lineBytes);
  readonly #waiting = new Map<MessageId, Waiting>();
  readonly #listeners = new Set<{ readonly call: Listener }>();
  readonly #path: string;
  #lastId = 0;
  #isConnected = false;
  #hasHeard = false;
  #ending: AxiomTokenError | undefined;
  #resolveClosed: (why: AxiomTokenError) => void = () => undefined;

  constructor(path: string) {
    this.#path = path;
    this.closed = new Promise((resolve) => (this.#resolveClosed = resolve));
    this.#socket = connect(path);
    this.#socket.once('connect', () => (this.#isConnected = true));
    this.#socket.on('data', (chunk) => this.#read(chunk));
    this.#socket.once('error', (error: NodeJS.ErrnoException) => {
      if (!this.#isConnected) this.#end(connectFailure(path, error.code));
    });
    this.#socket.once('close', () => this.#end(this.#hasHeard ? gone(path) : full(path)));
  }

  call<Name extends WireCallName>(
    method: Name,
    params: WireCalls[Name]['params'],
    { timeoutMs }: CallOptions = {},
  ): Promise<WireCalls[Name]['result']> {
    return new Promise((resolve, reject) => {
      if (this.#ending) return reject(this.#ending);
      const id = ++this.#lastId;
      const timer = timeoutMs === undefined ? undefined : setTimeout(() => this.#fail(id, late()), timeoutMs);
      this.#waiting.set(id, {
        resolve: (result) => {
          clearTimeout(timer);
          resolve(result);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      this.#socket.write(requestLine(id, method, params));
    });
  }

  listen(listener: Listener): Unsubscribe {
    const entry = { call: listener };
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  /** The socket is closed in the next turn: Node takes half a millisecond for it, and a process that ends now need not wait. */
  close(): void {
    const cancelled = new AxiomTokenError('CANCELLED', { message: 'The connection was closed.' });
    this.#end(cancelled, () => setImmediate(() => this.#socket.destroy()));
  }

  #read(chunk: Uint8Array): void {
    this.#hasHeard = true;
    this.#reader.push(chunk);
    for (let next = this.#reader.next(); next && !this.#ending; next = this.#reader.next()) {
      const message = 'line' in next ? readServerMessage(next.line) : undefined;
      if (!message) return this.#end(notOurs(this.#path));
      switch (message.kind) {
        case 'result':
          this.#waiting.get(message.id)?.resolve(message.result as never);
          this.#waiting.delete(message.id);
          break;
        case 'error':
          // An error without an id is about the whole connection.
          if (message.id === null) this.#end(message.error);
          else this.#fail(message.id, message.error);
          break;
        case 'notification':
          this.#deliver(message.name, message.params);
      }
    }
  }

  /** Calls the listeners; unknown notifications, of a later version, are ignored. */
  #deliver(name: string, params: unknown): void {
    const known = NOTIFICATIONS.find((each) => each === name);
    if (!known) return;
    for (const { call } of Array.from(this.#listeners)) call(known, params as WireNotifications[typeof known]);
  }

  #fail(id: MessageId, error: AxiomTokenError): void {
    this.#waiting.get(id)?.reject(error);
    this.#waiting.delete(id);
  }

  #end(why: AxiomTokenError, destroy: () => void = () => this.#socket.destroy()): void {
    if (this.#ending) return;
    this.#ending = why;
    destroy();
    for (const id of Array.from(this.#waiting.keys())) this.#fail(id, why);
    this.#resolveClosed(why);
  }
}

/** What is wrong with the socket at a path or with its folder; `undefined` also when they do not exist. */
export function socketProblem(path: string): AxiomTokenError | undefined {
  return isPipe(path) ? undefined : linkProblem(linkOf(path));
}

function isPipe(path: string): boolean {
  return path.startsWith('\\\\.\\pipe\\');
}

function linkOf(path: string): Parameters<typeof refuseLink>[0] {
  const folderPath = dirname(path);
  return { path, folderPath, socket: entryAt(path), folder: entryAt(folderPath), ownUid: process.geteuid?.() ?? 0 };
}

function entryAt(path: string): LinkEntry | undefined {
  try {
    const entry = lstatSync(path);
    return {
      isSocket: entry.isSocket(),
      isFolder: entry.isDirectory(),
      isLink: entry.isSymbolicLink(),
      uid: entry.uid,
      mode: entry.mode,
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw connectFailure(path, code);
  }
}

function late(): AxiomTokenError {
  return new AxiomTokenError('TIMEOUT', {
    message: 'The app did not answer in time.',
    remedy: 'Try again, or allow it more time with --timeout.',
  });
}

function gone(path: string): AxiomTokenError {
  return unavailable(`The app closed the connection at ${path}.`, 'Try again in a moment; it may be restarting.');
}

/** The error when the app closed the connection without an answer, because very many programs connected at once. */
function full(path: string): AxiomTokenError {
  return new AxiomTokenError('RATE_LIMITED', {
    message: `The app accepted no connection at ${path}: too many programs connect at the same time.`,
    remedy: 'Try again in a moment.',
  });
}

function notOurs(path: string): AxiomTokenError {
  return unavailable(
    `The program that listens at ${path} is not Axiom Token Manager.`,
    'See which program listens there with: axiom-tokens doctor',
  );
}
