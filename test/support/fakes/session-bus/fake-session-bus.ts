// A D-Bus session bus on its own socket that answers as a test says, for tests of the connection. Real services have their own tests.
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type BusMessage, encodeMessage, MessageReader } from '../../../../main/adapters/d-bus/messages';
import { temporaryFolder } from '../../temporary-folder';

/** The answer: one text value, an error name, no answer at all, or the end of the connection. */
export type BusAnswer = string | { readonly error: string } | typeof SILENCE | typeof HANG_UP;
export const SILENCE = Symbol('silence');
export const HANG_UP = Symbol('hang up');

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
      const reader = new MessageReader();
      const hear = (chunk: Buffer): void => {
        for (const message of reader.read(chunk)) this.#hear(socket, message);
      };
      socket.on('data', hear);
      hear(line.subarray(begin + 'BEGIN\r\n'.length));
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
    const more = isText
      ? ({ type: 'return', body: [answer] } as const)
      : ({ type: 'error', errorName: answer.error, body: ['as told'] } as const);
    const reply = { serial: ++this.#serial, replySerial: question.serial, flags: 1, signature: 's' };
    socket.write(encodeMessage({ ...reply, ...more }));
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
