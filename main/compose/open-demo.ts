// The demo: an Axiom server on loopback and a profile in memory, signed in through the same calls as the sign-in form.
// Created by the composition root; the server is started at most once per process.
import { createAxiomAuthGateway } from '../adapters/axiom/axiom-auth-gateway';
import { createNodeHttpTransport } from '../adapters/http/node-http-transport';
import type { ActivityLog } from '../core/activity/activity-log';
import { PasswordSignIn } from '../core/sign-in/password-sign-in';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { ProfileRegistry } from '../core/profiles/profile-registry';
import { Secret } from '../core/base/secret';
import { DEMO_ACCOUNT } from '../demo/demo-account';
import { type DemoServer, startDemoServer } from '../demo/demo-server';

/** Short, so that the user sees a countdown and a refresh within two minutes. */
const ACCESS_LIFETIME_MS = 2 * 60_000;
const REFRESH_LIFETIME_MS = 30 * 86_400_000;

export interface Demo {
  readonly isRunning: () => boolean;
  /** Starts the server if it does not run, and signs in the profile `demo` (again). @throws the gateway's errors */
  start(): Promise<void>;
  dispose(): Promise<void>;
}

export function createDemo(parts: {
  readonly registry: ProfileRegistry;
  readonly activity: ActivityLog;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
}): Demo {
  const { registry, clock, logger, random } = parts;
  const signIn = new PasswordSignIn(clock);
  let running: Promise<DemoServer> | undefined;
  let isRunning = false;
  let newestCode = '';

  const startServer = (): Promise<DemoServer> =>
    startDemoServer({
      clock,
      accessLifetimeMs: ACCESS_LIFETIME_MS,
      refreshLifetimeMs: REFRESH_LIFETIME_MS,
      accounts: [DEMO_ACCOUNT],
      onCode: (_email, code) => {
        newestCode = code;
      },
    });

  const addProfile = (server: DemoServer): void => {
    const endpoints = { siteOrigin: server.origin, apiOrigins: [server.origin] as const, isSimulator: true };
    const transport = createNodeHttpTransport({ clock });
    registry.addForThisRun('demo', 'demo', createAxiomAuthGateway({ transport, clock, random, endpoints, logger }));
  };

  return {
    isRunning: () => isRunning,
    async start() {
      running ??= startServer().then((server) => {
        addProfile(server);
        isRunning = true;
        return server;
      });
      try {
        await running;
      } catch (error) {
        running = undefined;
        throw error;
      }
      const { manager, refresher } = registry.get('demo');
      const password = new Secret(DEMO_ACCOUNT.password);
      await signIn.start({ manager, gateway: refresher.gateway }, DEMO_ACCOUNT.email, password);
      await signIn.complete(newestCode);
      parts.activity.add('sign-in', 'Demo started; its server runs on this computer', 'demo');
    },
    async dispose() {
      await (await running?.catch(() => undefined))?.dispose();
    },
  };
}
