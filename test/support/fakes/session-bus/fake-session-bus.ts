// A D-Bus session bus on its own socket that answers as a test says, for tests of the connection. Real services have their own tests.
import { createRequire } from 'node:module';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../../temporary-folder';

/** A message as sent over the socket. */
export interface BusMessage {
  readonly serial: number;
  readonly type: number;
  readonly flags: number;
  readonly destination?: string;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** A text as the only value, an error by its name, no answer at all, or the end of the connection. */
export type BusAnswer = string | { readonly error: string } | typeof SILENCE | typeof HANG_UP;
export const SILENCE = Symbol('silence');
export const HANG_UP = Symbol('hang up');

interface Wire {
  unmarshalMessages(stream: Socket, hear: (message: BusMessage) => void): void;
  marshall(message: object): [data: Buffer];
}

// The library's own wire format; its types do not declare it.
const wire = createRequire(import.meta.url)('dbus-next/lib/message') as Wire;
const RETURN = 2;
const ERROR = 3;

export class FakeSessionBus {
  /** Every call except Hello, in order. */
  readonly questions: BusMessage[] = [];
  /** Every connection that was made, in order. */
  readonly connections: Socket[] = [];
  answer: (question: BusMessage) => BusAnswer = () => SILENCE;
  readonly address: string;
  #serial = 0;

  constructor(path: string) {
    this.address = `unix:path=${path}`;
  }

  /** Whether every connection has ended. */
  get isDeserted(): boolean {
    return this.connections.every((socket) => socket.destroyed);
  }

  /** Answers a call that got `SILENCE` before. */
  reply(question: BusMessage, text: string): void {
    const socket = this.connections.at(-1);
    if (socket) this.#send(socket, question, text);
  }

  accept(socket: Socket): void {
    this.connections.push(socket);
    socket.on('error', () => undefined);
    const greet = (line: Buffer): void => {
      if (line.includes('AUTH')) socket.write('OK 00000000000000000000000000000000\r\n');
      const begin = line.indexOf('BEGIN\r\n');
      if (begin < 0) return;
      socket.off('data', greet);
      socket.pause();
      const rest = line.subarray(begin + 'BEGIN\r\n'.length);
      if (rest.length > 0) socket.unshift(rest);
      wire.unmarshalMessages(socket, (message) => this.#hear(socket, message));
    };
    socket.on('data', greet);
  }

  #hear(socket: Socket, message: BusMessage): void {
    if (message.member === 'Hello') return this.#send(socket, message, ':1.1');
    this.questions.push(message);
    const answer = this.answer(message);
    if (answer === HANG_UP) socket.end();
    else if (answer !== SILENCE) this.#send(socket, message, answer);
  }

  #send(socket: Socket, question: BusMessage, answer: string | { readonly error: string }): void {
    const isText = typeof answer === 'string';
    const [data] = wire.marshall({
      serial: ++this.#serial,
      replySerial: question.serial,
      flags: 1,
      signature: 's',
      ...(isText ? { type: RETURN, body: [answer] } : { type: ERROR, errorName: answer.error, body: ['as told'] }),
    });
    socket.write(data);
  }
}

/** Listens until the test ends. Call it inside a test. */
export async function openFakeSessionBus(): Promise<FakeSessionBus> {
  const path = join(await temporaryFolder(), 'bus');
  const bus = new FakeSessionBus(path);
  const server = createServer((socket) => bus.accept(socket));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of bus.connections) socket.destroy();
  });
  return bus;
}
