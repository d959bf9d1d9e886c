// A broker with scripted calls on a real socket in its own folder, and clients that talk to it line by line. Call it inside a test.
import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { AxiomTokenError } from '../../../main/core/base/errors';
import type { Clock } from '../../../main/core/ports/clock';
import { Broker, type BrokerParts } from '../../../main/handout/broker/broker';
import type { Account } from '../../../main/handout/broker/peer';
import type { Consumer } from '../../../main/handout/consumer';
import type { ConsentDecision } from '../../../main/handout/decide-consent';
import type { CallContext, Operations } from '../../../main/handout/operations';
import type { ProfileState, TokenAnswer } from '../../../main/handout/protocol';
import { RecordingLogger } from '../fakes/logger/recording-logger';
import { temporaryFolder } from '../temporary-folder';

export const BOT: Consumer = {
  kind: 'program',
  programId: '/usr/bin/python3 /home/me/bot.py',
  sessionId: 'session:1:1',
  name: 'python3 running bot.py in ~',
  pid: 4711,
};

/** The world behind the broker: one account `main`, whose tokens and rules a test changes. */
export class ScriptedWorld {
  account: Account | undefined = { generation: 1, state: { token: 'good', session: 'ok', storage: 'saved' } };
  refusal: AxiomTokenError | undefined;
  /** The error of `token.get`. */
  failure: AxiomTokenError | undefined;
  /** The account at Axiom that the tokens name. */
  tokenAccount: string | null = null;
  decision: ConsentDecision = { kind: 'allow', rule: 'scripted' };
  /** All calls, by name and parameters. */
  readonly calls: { readonly name: string; readonly params: object; readonly context: CallContext }[] = [];
  readonly #accountListeners = new Set<() => void>();
  readonly #ruleListeners = new Set<() => void>();
  overrides: Partial<Operations> = {};

  /** Sets a new pair and notifies the listeners. */
  newPair(generation: number): void {
    if (this.account) this.account = { ...this.account, generation };
    this.changeAccounts();
  }

  changeAccounts(): void {
    for (const tell of Array.from(this.#accountListeners)) tell();
  }

  changeRules(): void {
    for (const tell of Array.from(this.#ruleListeners)) tell();
  }

  get handedOutCount(): number {
    return this.calls.filter(({ name }) => name === 'token.get').length;
  }

  parts(clock: Clock, logger: RecordingLogger): BrokerParts {
    return {
      operations: this.#operations(),
      gate: {
        refuseBeforehand: () => {
          if (this.refusal) throw this.refusal;
        },
        onRuleChange: (listener) => listen(this.#ruleListeners, listener),
      },
      consents: { decide: () => this.decision },
      accounts: {
        look: (id) => (id === 'main' ? this.account : undefined),
        onChange: (listener) => listen(this.#accountListeners, listener),
      },
      peerOf: async () => BOT,
      lineage: { pidOf: () => undefined, isStranger: async () => false },
      server: { kind: 'app', version: '9.9.9', pid: 1 },
      clock,
      logger,
    };
  }

  #operations(): Operations {
    const known: Partial<Operations> = {
      ping: async () => ({ now: '2026-03-01T12:00:00.000Z' }),
      status: async ({ profile }) => this.#status(profile),
      'token.get': async () => {
        if (this.failure) throw this.failure;
        return { ...makeTokenAnswer(this.account?.generation ?? 0), account: this.tokenAccount };
      },
    };
    return new Proxy({} as Operations, {
      get: (_target, name: keyof Operations) => async (params: object, context: CallContext) => {
        this.calls.push({ name, params, context });
        const call = (this.overrides[name] ?? known[name]) as ((given: object, at: CallContext) => unknown) | undefined;
        if (!call) throw new AxiomTokenError('INTERNAL', { cause: new Error(`${name} is not scripted`) });
        return call(params, context);
      },
    });
  }

  #status(profile = 'main'): Awaited<ReturnType<Operations['status']>> {
    if (profile !== 'main') throw new AxiomTokenError('TOKEN_NOT_FOUND');
    const broker = { running: true, kind: 'app', version: '9.9.9', pid: 1 } as const;
    const profiles = [{ id: 'main', name: 'main', is_default: true } as ProfileState];
    return { schema: 'axiom-tokens.status.v1', now: '', broker, paused: null, profiles };
  }
}

function listen(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function makeTokenAnswer(generation: number): TokenAnswer {
  return {
    schema: 'axiom-tokens.token.v1',
    profile: 'main',
    origin: 'https://axiom.trade',
    account: null,
    access_token: `access-${generation}`,
    cookie_name: 'auth-access-token',
    issued_at: null,
    expires_at: null,
    expires_in: null,
    refresh_after: '2026-03-01T12:08:00.000Z',
    generation,
    refresh_token: 'held',
    state: { token: 'good', session: 'ok', storage: 'saved' },
    clock_offset_ms: 0,
    source: 'broker',
    trail_tag: '0a1b2c3d',
  };
}

export interface ScriptedBroker {
  readonly world: ScriptedWorld;
  readonly broker: Broker;
  readonly logger: RecordingLogger;
  readonly path: string;
  /** A client that has sent nothing yet. */
  connect(): Promise<RawClient>;
  /** A client after the greeting. */
  greeted(more?: object): Promise<RawClient>;
}

export async function openScriptedBroker(own: Partial<BrokerParts> = {}): Promise<ScriptedBroker> {
  const world = new ScriptedWorld();
  const logger = new RecordingLogger();
  const broker = new Broker({ ...world.parts(own.clock ?? createSystemClock(), logger), ...own });
  const folder = await temporaryFolder();
  await chmod(folder, 0o700);
  const path = join(folder, 'broker.sock');
  const server = createServer((socket) => broker.accept(socket)).listen(path);
  await once(server, 'listening');
  const clients: RawClient[] = [];
  onTestFinished(async () => {
    for (const client of clients) client.socket.destroy();
    server.close();
    await broker.dispose();
  });
  const open = async (): Promise<RawClient> => {
    const client = new RawClient(connect(path));
    clients.push(client);
    await once(client.socket, 'connect');
    return client;
  };
  return {
    world,
    broker,
    logger,
    path,
    connect: open,
    async greeted(more = {}) {
      const client = await open();
      await client.call('hello', { protocols: [1], client: { name: 'test', version: '1' }, ...more });
      return client;
    },
  };
}

/** A received message, as far as tests check it. */
export interface Told {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: Readonly<Record<string, never>>;
  readonly result?: Readonly<Record<string, never>>;
  readonly error?: { readonly code: number; readonly message: string; readonly data: Readonly<Record<string, never>> };
}

/** Sends and receives lines, like a program in any language. */
export class RawClient {
  readonly socket: Socket;
  readonly closed: Promise<void>;
  readonly #told: Told[] = [];
  readonly #waiting: ((told: Told) => void)[] = [];
  #rest = '';
  #lastId = 0;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => void socket.once('close', () => resolve()));
    socket.setEncoding('utf8').on('data', (text: string) => {
      const lines = (this.#rest + text).split('\n');
      this.#rest = lines.pop() ?? '';
      for (const line of lines) this.#take(JSON.parse(line) as Told);
    });
  }

  say(message: object | string): void {
    this.socket.write(typeof message === 'string' ? message : `${JSON.stringify(message)}\n`);
  }

  ask(method: string, params: object = {}): number {
    const id = ++this.#lastId;
    this.say({ jsonrpc: '2.0', id, method, params });
    return id;
  }

  /** The next message, whatever it is. */
  next(): Promise<Told> {
    const told = this.#told.shift();
    return told ? Promise.resolve(told) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Sends a request and waits for the next message. */
  call(method: string, params: object = {}): Promise<Told> {
    this.ask(method, params);
    return this.next();
  }

  /** Received messages that nothing has waited for. */
  get unread(): readonly Told[] {
    return this.#told;
  }

  #take(told: Told): void {
    const wanted = this.#waiting.shift();
    if (wanted) wanted(told);
    else this.#told.push(told);
  }
}
