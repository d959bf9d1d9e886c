// N callers ask for a token at the moment it has expired, all at once, through the real client up to the transport. Answers with the
// nanoseconds until all have one, and the number of POSTs that were sent for it.
import { createNodeCrypto } from '../../../main/adapters/platform/node-crypto';
import { makePlace } from '../../support/make-place';
import { createAxiomAuthGateway } from '../../../main/adapters/axiom/axiom-auth-gateway';
import { createMemoryTokenStore } from '../../../main/adapters/stores/memory-token-store';
import { TokenLifecycleManager } from '../../../main/core/refresh/token-lifecycle-manager';
import { TokenManager } from '../../../main/core/storage/token-manager';
import { makeResponse } from '../../support/axiom-response';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { ScriptedTransport } from '../../support/fakes/http-transport/scripted-http-transport';
import { makeTokens } from '../../support/make-jwt';
import { silentLogger } from '../../support/fakes/logger/silent-logger';
import { nanosecondsOf, serve } from './serve';

const ORIGIN = 'https://axiom.trade';

serve(async (count) => {
  const clock = new FakeClock();
  const common = { clock, logger: silentLogger, random: () => 0.5 };
  const transport = new ScriptedTransport(() => {
    const { accessToken, refreshToken } = makeTokens(clock.nowMs());
    const cookies = { 'auth-access-token': accessToken, 'auth-refresh-token': refreshToken };
    const setCookies = Object.entries(cookies).map(([name, token]) => `${name}=${token.expose()}; Path=/`);
    return { ...makeResponse({ setCookies }), receivedAtMs: clock.nowMs() };
  });
  const endpoints = { siteOrigin: ORIGIN, apiOrigins: ['https://api.axiom.trade'] as const, isSimulator: false };
  const gateway = createAxiomAuthGateway({ ...common, transport, endpoints });
  const manager = new TokenManager({
    ...common,
    profileId: 'default',
    origin: ORIGIN,
    place: makePlace(createMemoryTokenStore()),
    crypto: createNodeCrypto(),
  });
  const lifecycle = new TokenLifecycleManager(common);
  await manager.load();
  await manager.setTokens(makeTokens(clock.nowMs()));
  // The machine slept during the token's whole lifetime: nothing ran, and the schedule has not checked yet.
  clock.jumpWall(20 * 60_000);
  lifecycle.add(manager, gateway);
  const nanoseconds = await nanosecondsOf(async () => {
    await Promise.all(Array.from({ length: count }, () => lifecycle.getValidAccessToken('default')));
  });
  lifecycle.dispose();
  return [nanoseconds, transport.requests.filter(({ method }) => method === 'POST').length];
});
