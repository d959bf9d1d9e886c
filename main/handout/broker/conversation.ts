// Answers the requests of a client after `hello`: each one independently, and all are dropped when the client disconnects. Knows no socket.
import { AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import { createInTurn } from '../../core/flow/in-turn';
import type { Unsubscribe } from '../../core/ports/clock';
import type { Consumer } from '../consumer';
import type { CallContext } from '../operations';
import { LIMITS, METHODS, type Method, type NotificationName } from '../protocol';
import type { SubscribeParams, WireCalls, WireNotifications } from '../wire-calls';
import type { BrokerParts } from './broker';
import type { Children } from './children';
import { errorLine, type MessageId, notificationLine, type Request, resultLine, RPC_CODES } from './messages';
import { readParams } from './params';
import { Subscription } from './subscription';

const MOST_SUBSCRIPTIONS = 16;

export interface ConversationParts extends BrokerParts {
  readonly children: Pick<Children, 'register'>;
  readonly consumer: Consumer;
  /** The process id of the client; absent when the system does not provide it. */
  readonly pid?: number | undefined;
  readonly write: (line: string) => void;
  /** Whether the client has not yet read what was written before. */
  readonly isBehind: () => boolean;
  /** Resolves when the client has read what was written before, or has disconnected. */
  readonly whenRead: () => Promise<void>;
}

export class Conversation {
  readonly #parts: ConversationParts;
  /** The requests that wait for their answer, with their ids. */
  readonly #calls = new Map<AbortController, MessageId>();
  readonly #subscriptions = new Map<number, Subscription>();
  readonly #registered: Unsubscribe[] = [];
  readonly #longAnswers = createInTurn();
  #lastSubscription = 0;
  #isOver = false;

  constructor(parts: ConversationParts) {
    this.#parts = parts;
  }

  /** How many requests wait for their answer. */
  get waitingCount(): number {
    return this.#calls.size;
  }

  /** Calls `visit` for each subscription. */
  each(visit: (subscription: Subscription) => void): void {
    for (const subscription of Array.from(this.#subscriptions.values())) visit(subscription);
  }

  end(): void {
    this.#isOver = true;
    this.each((subscription) => subscription.end());
    this.#subscriptions.clear();
    for (const call of Array.from(this.#calls.keys())) call.abort();
    for (const undo of this.#registered.splice(0)) undo();
  }

  async answer({ id, method, params }: Request): Promise<void> {
    const call = new AbortController();
    this.#calls.set(call, id);
    try {
      const known = METHODS.find((each) => each === method);
      if (!known) return this.#parts.write(errorLine(id, noSuchMethod(), RPC_CODES.METHOD));
      const { result, after } = await this.#run(known, readParams(known, params), this.#context(call.signal));
      const line = resultLine(id, result);
      if (Buffer.byteLength(line) > LIMITS.lineBytes) throw tooMuch();
      this.#parts.write(line);
      after?.();
    } catch (error) {
      const failure = toAxiomTokenError(error);
      if (failure.code === 'INTERNAL') this.#parts.logger.error('a call over the socket failed', error, { method });
      const isOfParams = failure.code === 'INVALID_INPUT';
      this.#parts.write(errorLine(id, failure, isOfParams ? RPC_CODES.PARAMS : RPC_CODES.FAILED));
    } finally {
      this.#calls.delete(call);
    }
  }

  async #run(method: Method, params: object, context: CallContext): Promise<{ result: object; after?: () => void }> {
    switch (method) {
      case 'hello':
        throw invalid('"hello" was sent already.', 'Send it once, as the first message.');
      case 'token.subscribe':
        return this.#subscribe(params, context.signal);
      case 'token.unsubscribe': {
        const { subscription: id } = params as WireCalls['token.unsubscribe']['params'];
        this.#subscriptions.get(id)?.end();
        this.#subscriptions.delete(id);
        return { result: {} };
      }
      case 'child.register': {
        const { key_sha256: hash, program } = params as WireCalls['child.register']['params'];
        const { children, consumer: by, pid } = this.#parts;
        this.#registered.push(children.register(hash, { by, program, pid }));
        return { result: {} };
      }
      case 'cancel':
        return { result: { cancelled: this.#cancel(params as WireCalls['cancel']['params'], context.signal) } };
      case 'trail.query':
        // Its pages are long, so the next one is made when the client has read the one before.
        return this.#longAnswers(async () => {
          await new Promise((resolve) => setImmediate(resolve));
          await this.#parts.whenRead();
          if (context.signal.aborted) throw new AxiomTokenError('CANCELLED');
          return { result: await this.#parts.operations[method](params, context) };
        });
      default: {
        const operation = this.#parts.operations[method] as (params: object, context: CallContext) => Promise<object>;
        return { result: await operation(params, context) };
      }
    }
  }

  /** Cancels the requests with this id. `own`: the signal of the cancel request itself. */
  #cancel({ id }: WireCalls['cancel']['params'], own: AbortSignal): boolean {
    const meant = [...this.#calls].filter(([call, each]) => each === id && call.signal !== own);
    for (const [call] of meant) call.abort();
    return meant.length > 0;
  }

  async #subscribe(params: SubscribeParams, signal: AbortSignal): Promise<{ result: object; after: () => void }> {
    if (this.#subscriptions.size >= MOST_SUBSCRIPTIONS) {
      throw invalid(`One connection has at most ${MOST_SUBSCRIPTIONS} subscriptions.`, 'End one of them first.');
    }
    const id = ++this.#lastSubscription;
    const subscription = new Subscription({
      ...this.#parts,
      id,
      params,
      context: (signal) => this.#context(signal),
      send: (name, told) => this.#send(name, told),
      onOver: () => this.#subscriptions.delete(id),
    });
    this.#subscriptions.set(id, subscription);
    const leave = (): void => subscription.end();
    signal.addEventListener('abort', leave);
    try {
      const after = await subscription.begin();
      if (signal.aborted) throw new AxiomTokenError('CANCELLED');
      return { result: { subscription: id }, after };
    } catch (error) {
      this.#subscriptions.delete(id);
      throw error;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  #context(signal: AbortSignal): CallContext {
    return { consumer: this.#parts.consumer, via: 'socket', signal, reportLogin: (step) => this.#send('login', step) };
  }

  #send<Name extends NotificationName>(name: Name, params: WireNotifications[Name]): void {
    if (!this.#isOver) this.#parts.write(notificationLine(name, params));
  }
}

function invalid(message: string, remedy: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', { message, remedy });
}

function noSuchMethod(): AxiomTokenError {
  return invalid('There is no such method in this version.', 'The answer to "hello" lists all methods.');
}

function tooMuch(): AxiomTokenError {
  return invalid('The answer would be longer than a line may be.', 'Ask for less of it at once.');
}
