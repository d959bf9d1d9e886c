import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAxiomAuthGateway } from '../../../main/adapters/axiom-auth-gateway';

import { resolveAxiomEndpoints } from '../../../main/adapters/axiom-endpoints';
import { createNodeHttpTransport } from '../../../main/adapters/node-http-transport';
import { createSystemClock } from '../../../main/adapters/system-clock';
import type { IssuedTokens } from '../../../main/core/ports/auth-gateway';
import { type AxiomSimulator, startAxiomSimulator } from '../../axiom-simulator/axiom-simulator';
import { signInToSimulator } from '../../support/axiom-demo-sign-in';
import { RecordingLogger } from '../../support/recording-logger';

const clock = createSystemClock();
let simulator: AxiomSimulator;
let logger: RecordingLogger;

beforeEach(async () => {
  simulator = await startAxiomSimulator();
  logger = new RecordingLogger();
});
afterEach(() => simulator.dispose());

function createGateway() {
  return createAxiomAuthGateway({
    transport: createNodeHttpTransport({ clock }),
    clock,
    random: () => 0.5,
    endpoints: resolveAxiomEndpoints(simulator.env),
    logger,
  });
}

const signIn = (): Promise<IssuedTokens> => signInToSimulator(createGateway(), simulator);

describe('the gateway against the simulator', () => {
  it('signs in by password and code', async () => {
    const { tokens, host } = await signIn();
    expect(tokens.accountId).toBe('demo-trader');
    expect(tokens.accessToken.expose()).toBe(simulator.currentTokens()?.accessToken);
    expect(tokens.refreshToken.expose()).toBe(simulator.currentTokens()?.refreshToken);
    expect(host).toBe(new URL(simulator.origin).host);
  });

  it('refreshes and takes the rotated refresh token over', async () => {
    const { tokens } = await signIn();
    const refreshed = await createGateway().refresh(tokens);
    expect(refreshed.tokens.accessToken.expose()).toBe(simulator.currentTokens()?.accessToken);
    expect(refreshed.tokens.refreshToken.expose()).toBe(simulator.currentTokens()?.refreshToken);
    expect(refreshed.tokens.refreshToken.equals(tokens.refreshToken)).toBe(false);
  });
});
