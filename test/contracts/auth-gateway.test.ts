import { afterAll, beforeAll, describe } from 'vitest';
import { createAxiomAuthGateway } from '../../main/adapters/axiom/axiom-auth-gateway';
import { resolveAxiomEndpoints } from '../../main/adapters/axiom/axiom-endpoints';
import { createNodeHttpTransport } from '../../main/adapters/http/node-http-transport';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import { createAuthTokens } from '../../main/core/tokens/auth-tokens';
import type { ErrorCode } from '../../main/core/base/errors';
import type { HttpTransport } from '../../main/core/ports/http-transport';
import { Secret } from '../../main/core/base/secret';
import { startAxiomSimulator } from '../axiom-simulator/axiom-simulator';
import type { Fault } from '../axiom-simulator/switches';
import { FakeClock } from '../support/fakes/clock/fake-clock';
import { type ElectronHttp, openElectronHttp } from '../support/http/http-electron-transport';
import { makeTokens } from '../support/make-jwt';
import { RecordingLogger } from '../support/fakes/logger/recording-logger';
import { failing, ScriptedAuthGateway } from '../support/fakes/auth-gateway/scripted-auth-gateway';
import { describeAuthGatewayContract, type GatewayStage } from './auth-gateway.contract';

const clock = createSystemClock();

const FAULTS: Partial<Record<ErrorCode, Fault>> = {
  RATE_LIMITED: { kind: 'rate-limit' },
  NETWORK: { kind: 'reset-before' },
  BAD_RESPONSE: { kind: 'captive-portal' },
  BROWSER_REQUIRED: { kind: 'challenge' },
};

async function openSimulated(transport: HttpTransport): Promise<GatewayStage> {
  const simulator = await startAxiomSimulator();
  const { accessToken, refreshToken } = simulator.openSession();
  const endpoints = resolveAxiomEndpoints(simulator.env);
  return {
    gateway: createAxiomAuthGateway({
      transport,
      clock,
      random: Math.random,
      endpoints,
      logger: new RecordingLogger(),
    }),
    tokens: createAuthTokens({
      accessToken: new Secret(accessToken),
      refreshToken: new Secret(refreshToken),
      receivedAtMs: clock.nowMs(),
    }),
    failWith(code) {
      simulator.switches.isRefusingRefresh = code === 'UNAUTHORIZED';
      simulator.switches.fault = code && FAULTS[code];
    },
    dispose: () => simulator.dispose(),
  };
}

async function openScripted(): Promise<GatewayStage> {
  const fakeClock = new FakeClock();
  const gateway = new ScriptedAuthGateway(fakeClock);
  const wellBehaved = gateway.otherwise;
  return {
    gateway,
    tokens: makeTokens(fakeClock.nowMs()),
    failWith(code) {
      gateway.otherwise = code ? failing(code, code === 'RATE_LIMITED' ? { retryAfterMs: 60_000 } : {}) : wellBehaved;
    },
    dispose: async () => undefined,
  };
}

describeAuthGatewayContract('scripted, for tests', openScripted);
describeAuthGatewayContract('Axiom client over Node, against the simulator', () =>
  openSimulated(createNodeHttpTransport({ clock })),
);

describe('in a real Electron', () => {
  let electron: ElectronHttp;
  beforeAll(async () => {
    electron = await openElectronHttp();
  });
  afterAll(() => electron.dispose());

  describeAuthGatewayContract('Axiom client over Electron\u2019s net, against the simulator', () =>
    openSimulated(electron.transport),
  );
});
