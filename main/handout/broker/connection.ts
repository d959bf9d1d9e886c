// One connection to the broker: splits the data into requests, enforces the limits, answers `hello`, and passes the requests to the conversation.
import type { Socket } from 'node:net';
import { AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import { startDeadline } from '../../core/flow/deadline';
import type { Unsubscribe } from '../../core/ports/clock';
import type { Consumer } from '../consumer';
import { toErrorAnswer } from '../error-answer';
import { LIMITS } from '../protocol';
import type { BrokerParts } from './broker';
import type { Children } from './children';
import { Conversation } from './conversation';
import { greet } from './greeting';
import { LineReader, type LineProblem } from './lines';
import { errorLine, notificationLine, readRequest, type Request, resultLine } from './messages';
import { Outbox } from './outbox';
import { readParams } from './params';
import { RateLimit } from './rate-limit';
import type { Subscription } from './subscription';
import type { Turns } from './turns';

export interface ConnectionParts extends BrokerParts {
  readonly children: Children;
  readonly turns: Turns;
  /** Resolves when the key is registered, or when exec has had the time to register it again after a start of the broker. */
  readonly whenRegistered: (key: string) => Promise<void>;
  readonly onClosed: () => void;
}

/** How long a refused client may still write, so that it gets to read the reason. */
export const LINGER_MS = 1_000;
/** After this many refused requests in a row nothing is read for some time. */
const MOST_REFUSED = 100;
const FLOOD_PAUSE_MS = 1_000;
/** The limit for requests of one connection that wait for their answer. */
const MOST_WAITING = 256;

const TROUBLE: Readonly<Record<LineProblem, string>> = {
  'too-long': `A line may have at most ${LIMITS.lineBytes} bytes, its newline included.`,
  'not-utf8': 'A line must be UTF-8 text.',
};

export class Connection {
  readonly #parts: ConnectionParts;
  readonly #socket: Socket;
  readonly #outbox: Outbox;
  readonly #reader = new LineReader(LIMITS.lineBytes);
  readonly #rate = new RateLimit({ perSecond: LIMITS.requestsPerSecond, burst: LIMITS.burst });
  readonly #onClose: Unsubscribe[] = [];
  readonly #peer: Promise<Consumer>;
  readonly #pid: number | undefined;
  /** Set by the first message. */
  #conversation: Promise<Conversation> | undefined;
  /** Set after `hello` was answered. */
  #greeted: Conversation | undefined;
  #refusedInARow = 0;
  #isReading = true;
  /** Whether it waits for its turn to handle the next line. */
  #isTaking = false;
  #isClosing = false;
  #cancelTimer: Unsubscribe = () => undefined;

  constructor(parts: ConnectionParts, socket: Socket) {
    this.#parts = parts;
    this.#socket = socket;
    const caughtUp = () => this.#greeted?.each((subscription) => subscription.caughtUp());
    this.#outbox = new Outbox(socket, () => this.#cutOff(), caughtUp);
    const { clock } = parts;
    socket.on('data', (chunk) => this.#read(chunk));
    // Every error is followed by `close`.
    socket.on('error', () => undefined);
    socket.once('close', () => this.#closed());
    this.#cancelTimer = startDeadline(clock, LIMITS.firstMessageMs, () =>
      this.refuse(invalid('No "hello" came in the first five seconds.', 'Send "hello" first.')),
    );
    this.#pid = parts.lineage.pidOf(socket);
    this.#peer = parts.peerOf(socket);
    this.#peer.catch((error: unknown) => this.refuse(toAxiomTokenError(error)));
  }

  /** Calls `visit` for each subscription of this client. */
  each(visit: (subscription: Subscription) => void): void {
    this.#greeted?.each(visit);
  }

  /** Sends the notification `ended` and ends the connection. */
  end(why: AxiomTokenError): void {
    this.#closeWith(notificationLine('ended', { subscription: null, error: toErrorAnswer(why) }));
  }

  /** Sends the refusal and ends the connection. */
  refuse(why: AxiomTokenError): void {
    this.#closeWith(errorLine(null, why));
  }

  #read(chunk: Uint8Array): void {
    // The data of a refused client is read and dropped; otherwise it might not get to read the refusal.
    if (this.#isClosing) return;
    this.#reader.push(chunk);
    this.#takeLines();
  }

  #takeLines(): void {
    if (this.#isTaking) return;
    this.#isTaking = true;
    this.#parts.turns.add(() => (this.#isTaking = this.#takeLine()));
  }

  /** Handles one line; true if there may be another one. */
  #takeLine(): boolean {
    if (!this.#isReading || this.#isClosing) return false;
    const next = this.#reader.next();
    if (!next) return false;
    if ('line' in next) this.#take(next.line);
    else this.refuse(invalid(TROUBLE[next.trouble], 'Correct the program that sent it.'));
    return true;
  }

  #take(line: string): void {
    const request = readRequest(line);
    if (!this.#conversation) return this.#takeFirst(request);
    const waitMs = this.#rate.take(this.#parts.clock.monotonicMs());
    const isFull = (this.#greeted?.waitingCount ?? 0) >= MOST_WAITING;
    if (waitMs > 0 || isFull) return this.#slowDown(request.id, isFull ? 1_000 : waitMs);
    this.#refusedInARow = 0;
    if ('error' in request) return this.#outbox.write(errorLine(request.id, request.error, request.code));
    if (this.#greeted) return void this.#greeted.answer(request);
    // If `hello` fails, the connection is ended with the reason elsewhere.
    this.#conversation.then(
      (conversation) => conversation.answer(request),
      () => undefined,
    );
  }

  #takeFirst(request: ReturnType<typeof readRequest>): void {
    if ('error' in request) return this.#closeWith(errorLine(request.id, request.error, request.code));
    if (request.method !== 'hello') {
      return this.#closeWith(errorLine(request.id, invalid('Send "hello" first.', 'The first message is "hello".')));
    }
    this.#cancelTimer();
    this.#conversation = this.#hello(request);
    this.#conversation.catch((error: unknown) => this.#closeWith(errorLine(request.id, toAxiomTokenError(error))));
  }

  async #hello({ id, params }: Request): Promise<Conversation> {
    const peer = await this.#peer;
    const isStrangerTo = (starterPid: number) => this.#isStrangerTo(starterPid, peer);
    const { consumer, key, result } = await greet({ ...this.#parts, isStrangerTo }, readParams('hello', params), peer);
    const conversation = new Conversation({
      ...this.#parts,
      consumer,
      pid: this.#pid,
      write: (line) => this.#outbox.write(line),
      isBehind: () => this.#outbox.isBehind,
      whenRead: () => this.#outbox.whenRead(),
    });
    if (this.#isClosing) {
      conversation.end();
      return conversation;
    }
    this.#onClose.push(() => conversation.end());
    if (key !== undefined) this.#onClose.push(this.#parts.children.use(key, () => this.end(keyOver())));
    this.#outbox.write(resultLine(id, result));
    this.#greeted = conversation;
    return conversation;
  }

  async #isStrangerTo(starterPid: number, peer: Consumer): Promise<boolean> {
    const pid = this.#pid;
    if (pid === undefined || !(await this.#parts.lineage.isStranger(pid, starterPid))) return false;
    this.#parts.logger.warn('a program used the key of another program, and was refused', { program: peer.name });
    return true;
  }

  #slowDown(id: Request['id'] | null, retryAfterMs: number): void {
    const message = `This program asks too often: at most ${LIMITS.requestsPerSecond} requests a second.`;
    const remedy = 'Wait as long as "retry_after_ms" says; to hear of new tokens, subscribe instead.';
    this.#outbox.write(errorLine(id, new AxiomTokenError('RATE_LIMITED', { message, remedy, retryAfterMs })));
    if (++this.#refusedInARow < MOST_REFUSED) return;
    this.#refusedInARow = 0;
    this.#isReading = false;
    this.#socket.pause();
    this.#cancelTimer = this.#parts.clock.setTimer(FLOOD_PAUSE_MS, () => {
      this.#isReading = true;
      this.#socket.resume();
      this.#takeLines();
    });
  }

  #cutOff(): void {
    this.#parts.logger.warn('a client of the socket did not read its messages, and was disconnected');
    this.#socket.destroy();
  }

  #closeWith(line: string): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#stop();
    this.#outbox.write(line);
    this.#socket.resume();
    this.#socket.end();
    this.#cancelTimer = this.#parts.clock.setTimer(LINGER_MS, () => this.#socket.destroy());
  }

  #stop(): void {
    this.#cancelTimer();
    for (const undo of this.#onClose.splice(0)) undo();
  }

  #closed(): void {
    this.#isClosing = true;
    this.#stop();
    this.#parts.onClosed();
  }
}

function invalid(message: string, remedy: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', { message, remedy });
}

function keyOver(): AxiomTokenError {
  return new AxiomTokenError('DENIED', {
    message: 'The key of this program is no longer valid: axiom-tokens exec, which issued it, has ended.',
    remedy: 'Start the program with axiom-tokens exec again.',
  });
}
