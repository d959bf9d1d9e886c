// The app as programs see it, without its window: real core, hand-out, calls and broker on a socket in its own folder, on the real clock. Axiom
// is in memory and answers each refresh with a new pair after a delay.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createAxiomAuthGateway } from '../../main/adapters/axiom/axiom-auth-gateway';
import { createRefreshLock } from '../../main/adapters/locks/refresh-lock-create';
import { createLookAtProgram } from '../../main/adapters/peer/program-file';
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import { openBroker } from '../../main/compose/open-broker';
import { openCore } from '../../main/compose/open-core';
import { NOBODY_TO_ASK, NOBODY_TO_NOTIFY, openHandout } from '../../main/compose/open-handout';
import { AxiomTokenError } from '../../main/core/base/errors';
import { PERSON } from '../../main/handout/consumer';
import { createOperations } from '../../main/compose/operations/create-operations';
import type { TrailEntry } from '../../main/handout/trail-entry';
import { makeResponse } from './axiom-response';
import { ScriptedTransport } from './fakes/http-transport/scripted-http-transport';
import { ScriptedKeychainHost } from './fakes/keychain/scripted-keychain-host';
import { silentLogger } from './fakes/logger/silent-logger';
import { makeTokens } from './make-jwt';

const ORIGIN = 'https://axiom.trade';
const LIFETIME_MS = 15 * 60_000;

export interface ServingApp {
  readonly socket: string;
  readonly dataDirectory: string;
  /** Number of refreshes that Axiom received. */
  posts(): number;
  /** Signs in with tokens issued that long ago. They live for 15 minutes. */
  signIn(agoMs?: number): Promise<void>;
  /** Refreshes as at the policy's time. */
  refresh(): Promise<void>;
  /** From now on the person is asked before a program gets a token, and nobody answers. */
  askFirst(): Promise<void>;
  /** Changes that only a person may make. */
  facts(): object;
  /** The trail of programs, newest first. */
  handedOut(): Promise<readonly TrailEntry[]>;
  dispose(): Promise<void>;
}

/** `answerMs`: Axiom's delay. `folder` belongs to this app alone. */
export async function openServingApp(folder: string, answerMs = 50): Promise<ServingApp> {
  const clock = createSystemClock();
  const common = { clock, logger: silentLogger, random: Math.random };
  const { env, platform } = process;
  const [dataDirectory, stateDirectory, place] = [join(folder, 'data'), join(folder, 'state'), join(folder, 'socket')];
  for (const each of [dataDirectory, stateDirectory, place]) await mkdir(each, { recursive: true, mode: 0o700 });
  const socket = join(place, 'broker.sock');
  let posts = 0;
  const transport = new ScriptedTransport(async () => {
    posts++;
    await new Promise<void>((resolve) => void clock.setTimer(answerMs, resolve));
    const { accessToken, refreshToken } = makeTokens(clock.nowMs(), LIFETIME_MS);
    const cookies = { 'auth-access-token': accessToken, 'auth-refresh-token': refreshToken };
    const setCookies = Object.entries(cookies).map(([name, token]) => `${name}=${token.expose()}; Path=/`);
    return { ...makeResponse({ setCookies }), receivedAtMs: clock.nowMs() };
  });
  const endpoints = { siteOrigin: ORIGIN, apiOrigins: ['https://api.axiom.trade'] as const, isSimulator: false };
  const gateway = createAxiomAuthGateway({ ...common, transport, endpoints });
  const keychainHost = new ScriptedKeychainHost();
  const core = await openCore({ ...common, gateway, keychainHost, dataDirectory, stateDirectory, env, platform });
  await core.registry.open();
  await core.registry.moveTokens('default', { kind: 'file', path: join(folder, 'tokens.json') });
  const { manager } = core.registry.get('default');
  const quiet = { ask: NOBODY_TO_ASK, notifier: NOBODY_TO_NOTIFY };
  const handout = openHandout({
    ...{ core, ...quiet, dataDirectory, stateDirectory, clock, logger: silentLogger, env, platform },
  });
  // A person who answers no to everything.
  const refused = async (): Promise<never> => {
    throw new AxiomTokenError('CANCELLED');
  };
  let chosenDefault: string | undefined;
  const operations = createOperations(core, handout, {
    ...{ source: 'broker', origin: ORIGIN, version: 'test', clock, crypto: createNodeCrypto(), ask: NOBODY_TO_ASK },
    broker: async () => ({ running: true, kind: 'app', version: 'test', pid: process.pid }),
    defaultAccount: {
      read: () => chosenDefault,
      write: async (profileId) => {
        chosenDefault = profileId;
      },
    },
    ...{ confirm: refused, choose: refused, clearCopied: async () => false, refuseOwnPath: async () => undefined },
    lookAtProgram: createLookAtProgram(env['PATH']),
    doctor: async () => ({ findings: [] }),
  });
  const broker = openBroker({
    ...{ registry: core.registry, handout, operations, clock, logger: silentLogger, platform, home: folder },
    place: () => ({ path: socket, folder: place }),
    lock: createRefreshLock({ directory: stateDirectory, platform, clock, env }),
    server: { kind: 'app', version: 'test', pid: process.pid },
    uid: process.geteuid?.(),
  });
  await broker.socket.check();
  return {
    socket,
    dataDirectory,
    async askFirst() {
      for (const { id } of core.registry.list())
        await handout.consents.setPolicy(id, 'ask', { consumer: PERSON, via: 'window' });
    },
    facts: () => ({
      accounts: core.registry.list().map(({ id, name, store }) => ({ id, name, store })),
      isSignedIn: manager.getTokens() !== undefined,
      account: manager.getTokens()?.accountId,
      policies: handout.consents.policies(),
      consents: handout.consents.list().length,
      isPaused: handout.pause.state.isPaused,
      chosenDefault,
    }),
    posts: () => posts,
    signIn: (agoMs = 0) => manager.setTokens(makeTokens(clock.nowMs() - agoMs, LIFETIME_MS)),
    refresh: () => core.lifecycle.refresher('default').refresh('automatic'),
    async handedOut() {
      await handout.trail.flush();
      return handout.trail.query({ event: 'handed-out' });
    },
    async dispose() {
      await broker.dispose();
      await handout.dispose();
      core.dispose();
    },
  };
}
