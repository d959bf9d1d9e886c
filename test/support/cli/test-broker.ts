// A broker on its own socket in this process, with tokens of a chosen lifetime, for tests of the real command line.
import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { AxiomTokenError, type ErrorCode } from '../../../main/core/base/errors';
import { Broker } from '../../../main/handout/broker/broker';
import type { Consumer } from '../../../main/handout/consumer';
import type { CallContext } from '../../../main/handout/operations';
import type { TokenAnswer, TokenGetParams } from '../../../main/handout/protocol';
import { RecordingLogger } from '../fakes/logger/recording-logger';
import { makeTokenAnswer } from '../make-token-answer';

const PEER: Consumer = { kind: 'program', programId: '/usr/bin/sh', sessionId: 'tty1', name: 'sh' };

/** Which program got which pair. */
export interface Handed {
  readonly generation: number;
  readonly consumer: Consumer;
}

export class TestBroker {
  readonly socket: string;
  readonly handed: Handed[] = [];
  /** The lifetime of a pair. */
  lifetimeMs = 15 * 60_000;
  /** The error code when nothing is handed out. */
  failure: ErrorCode | undefined;
  session = 'ok';
  #token: TokenAnswer;
  #server: Server | undefined;
  #broker: Broker | undefined;
  readonly #onChange = new Set<() => void>();
  readonly #onRuleChange = new Set<() => void>();

  /** @param folder readable by this user only */
  constructor(folder: string) {
    this.socket = join(folder, 'broker.sock');
    this.#token = this.#make(1);
  }

  async start(): Promise<this> {
    const listened = (set: Set<() => void>) => (listener: () => void) => {
      set.add(listener);
      return () => set.delete(listener);
    };
    const state = () => ({ token: 'good', session: this.session, storage: 'saved' });
    const broker = new Broker({
      operations: {
        status: async () => ({ profiles: [{ id: 'default', is_default: true, ...state() }] }),
        'token.get': (params: TokenGetParams, context: CallContext) => this.#hand(params, context),
      } as never,
      gate: {
        refuseBeforehand: () => this.#refuse(),
        onRuleChange: listened(this.#onRuleChange),
      },
      accounts: {
        look: () => ({ generation: this.#token.generation, state: state() }),
        onChange: listened(this.#onChange),
      },
      consents: { decide: () => ({ kind: 'allow' }) } as never,
      peerOf: async () => PEER,
      lineage: { pidOf: () => undefined, isStranger: async () => false },
      server: { kind: 'app', version: '1.0.0', pid: process.pid },
      clock: createSystemClock(),
      logger: new RecordingLogger(),
    });
    const server = createServer((socket) => broker.accept(socket));
    await new Promise<void>((resolve) => server.listen(this.socket, resolve));
    this.#broker = broker;
    this.#server = server;
    return this;
  }

  get connectionCount(): number {
    return this.#broker?.connectionCount ?? 0;
  }

  /** Closes everything, as when the app quits. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = new Promise((resolve) => server.close(resolve));
    await this.#broker?.dispose();
    await closed;
    await rm(this.socket, { force: true });
  }

  /** Issues the next pair. */
  renew(): void {
    this.#token = this.#make(this.#token.generation + 1);
    for (const tell of Array.from(this.#onChange)) tell();
  }

  set(more: { readonly failure?: ErrorCode | undefined; readonly session?: string }): void {
    Object.assign(this, more);
    for (const tell of Array.from(this.#onRuleChange)) tell();
    for (const tell of Array.from(this.#onChange)) tell();
  }

  async #hand({ minValidMs = 0, mayRefresh }: TokenGetParams, { consumer }: CallContext): Promise<TokenAnswer> {
    this.#refuse();
    const leftMs = Date.parse(this.#token.expires_at ?? '') - Date.now();
    const isWorn = leftMs < Math.max(minValidMs, this.lifetimeMs / 6);
    if (isWorn && mayRefresh !== false) this.renew();
    this.handed.push({ generation: this.#token.generation, consumer });
    const expires_in = Math.floor((Date.parse(this.#token.expires_at ?? '') - Date.now()) / 1000);
    return { ...this.#token, expires_in };
  }

  #refuse(): void {
    if (this.failure) throw new AxiomTokenError(this.failure);
  }

  #make(generation: number): TokenAnswer {
    return makeTokenAnswer({ issuedAtMs: Date.now(), lifetimeMs: this.lifetimeMs, generation });
  }
}
