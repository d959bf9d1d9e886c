// Hands out a valid access token N times, one after another, on the real clock: the wait of a program that asks before each request.
import { createNodeCrypto } from '../../../main/adapters/platform/node-crypto';
import { makePlace } from '../../support/make-place';
import { createMemoryTokenStore } from '../../../main/adapters/stores/memory-token-store';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { TokenLifecycleManager } from '../../../main/core/refresh/token-lifecycle-manager';
import { TokenManager } from '../../../main/core/storage/token-manager';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../support/make-jwt';
import { ScriptedAuthGateway } from '../../support/fakes/auth-gateway/scripted-auth-gateway';
import { silentLogger } from '../../support/fakes/logger/silent-logger';
import { nanosecondsOf, serve } from './serve';

const LIFETIME_MS = 12 * 3_600_000;

async function openLifecycle(): Promise<TokenLifecycleManager> {
  const common = { clock: createSystemClock(), logger: silentLogger, random: Math.random };
  const place = makePlace(createMemoryTokenStore());
  const crypto = createNodeCrypto();
  const manager = new TokenManager({ ...common, profileId: 'default', origin: 'https://axiom.trade', place, crypto });
  const lifecycle = new TokenLifecycleManager(common);
  // Never called: nothing is due.
  lifecycle.add(manager, new ScriptedAuthGateway(new FakeClock()));
  await manager.load();
  await manager.setTokens(makeTokens(common.clock.nowMs(), LIFETIME_MS));
  return lifecycle;
}

const opened = openLifecycle();
// The input ends when nothing more is measured; the timer of the next check would keep the process alive.
process.stdin.on('end', () => void opened.then((lifecycle) => lifecycle.dispose()));

serve(async (count) => {
  const lifecycle = await opened;
  return [
    await nanosecondsOf(async () => {
      for (let call = 0; call < count; call++) await lifecycle.getValidAccessToken('default');
    }),
  ];
});
