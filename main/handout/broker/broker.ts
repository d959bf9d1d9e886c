// The broker: accepts connections, passes each request to the table of operations, and pushes new tokens to subscribers. Connections do not know each other.
import type { Socket } from 'node:net';
import { AxiomTokenError } from '../../core/base/errors';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import type { HandoutGate } from '../gate';
import type { Consents } from '../handout';
import type { Operations } from '../operations';
import { type HelloResult, LIMITS } from '../protocol';
import { Children } from './children';
import { Connection, LINGER_MS } from './connection';
import { errorLine } from './messages';
import type { Accounts, Lineage, PeerOf } from './peer';
import { Turns } from './turns';

export interface BrokerParts {
  readonly operations: Operations;
  readonly gate: Pick<HandoutGate, 'refuseBeforehand' | 'onRuleChange'>;
  readonly consents: Pick<Consents, 'decide'>;
  readonly accounts: Accounts;
  readonly peerOf: PeerOf;
  readonly lineage: Lineage;
  readonly server: HelloResult['server'];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** After this time a broker that was started again knows all keys, because `exec` tries at least every 5 s to register again. */
const SETTLED_AFTER_MS = 6_000;
/** How many connections above the limit are kept open until they have read the refusal; any more are closed at once. */
const MOST_TURNED_AWAY = 64;

export class Broker {
  readonly #parts: BrokerParts;
  readonly #connections = new Map<Connection, Promise<void>>();
  readonly #children = new Children();
  readonly #turns = new Turns();
  readonly #stopWatching: readonly Unsubscribe[];
  readonly #startedMs: number;
  #turnedAway = 0;

  constructor(parts: BrokerParts) {
    this.#parts = parts;
    this.#startedMs = parts.clock.monotonicMs();
    this.#stopWatching = [
      parts.accounts.onChange(() => this.#each((connection) => connection.each((each) => each.accountsChanged()))),
      parts.gate.onRuleChange(() => this.#each((connection) => connection.each((each) => each.rulesChanged()))),
    ];
  }

  /** How many programs are connected. */
  get connectionCount(): number {
    return this.#connections.size;
  }

  /** Serves a client that has just connected. */
  accept(socket: Socket): void {
    if (this.#connections.size >= LIMITS.connections) return this.#turnAway(socket);
    let resolveClosed: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (resolveClosed = resolve));
    const onClosed = () => {
      this.#connections.delete(connection);
      resolveClosed();
    };
    const own = {
      children: this.#children,
      turns: this.#turns,
      whenRegistered: (key: string) => this.#whenRegistered(key),
      onClosed,
    };
    const connection = new Connection({ ...this.#parts, ...own }, socket);
    this.#connections.set(connection, closed);
  }

  /** Notifies all clients, closes all connections, and resolves when they are closed, after a second at the latest. */
  async dispose(): Promise<void> {
    for (const stop of this.#stopWatching) stop();
    const why = new AxiomTokenError('BROKER_UNAVAILABLE', { message: 'The app was quit.', remedy: 'Start it again.' });
    const all = Array.from(this.#connections.values());
    this.#each((connection) => connection.end(why));
    await Promise.all(all);
  }

  #each(visit: (connection: Connection) => void): void {
    for (const connection of Array.from(this.#connections.keys())) visit(connection);
  }

  #turnAway(socket: Socket): void {
    socket.on('error', () => undefined);
    const refusal = errorLine(null, tooMany());
    if (this.#turnedAway >= MOST_TURNED_AWAY) return void socket.end(refusal, () => socket.destroy());
    this.#turnedAway++;
    const cancel = this.#parts.clock.setTimer(LINGER_MS, () => socket.destroy());
    socket.once('close', () => {
      this.#turnedAway--;
      cancel();
    });
    // Its data is read and dropped; otherwise it might not get to read the refusal.
    socket.resume();
    socket.end(refusal);
  }

  /** Resolves when the key is registered, or when the broker has run for some seconds. */
  #whenRegistered(key: string): Promise<void> {
    const { clock } = this.#parts;
    const leftMs = this.#startedMs + SETTLED_AFTER_MS - clock.monotonicMs();
    if (leftMs <= 0 || this.#children.has(key)) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        stop();
        resolve();
      };
      const cancel = clock.setTimer(leftMs, end);
      const stop = this.#children.onArrival(() => this.#children.has(key) && end());
    });
  }
}

function tooMany(): AxiomTokenError {
  const message = `${LIMITS.connections} programs are connected already, which is the limit.`;
  const remedy = 'End some of them, or try again in a moment.';
  return new AxiomTokenError('RATE_LIMITED', { message, remedy, retryAfterMs: 1_000 });
}
