// The timers of one signed-in profile for N simulated minutes in which nothing is due: lifecycle, tray with its countdown, and the check of the
// network. Answers with the wakeups (times at which at least one timer fired) and the timers that were set.
import { createNodeCrypto } from '../../../main/adapters/platform/node-crypto';
import { makePlace } from '../../support/make-place';
import { createMemoryTokenStore } from '../../../main/adapters/stores/memory-token-store';
import { TokenLifecycleManager } from '../../../main/core/refresh/token-lifecycle-manager';
import { TokenManager } from '../../../main/core/storage/token-manager';
import { createTrayPresenter } from '../../../main/desktop/shell/tray/tray-presenter';
import { watchWakeEvents } from '../../../main/desktop/shell/system/wake-events';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../support/make-jwt';
import { makeTrayProfile, makeTraySnapshot } from '../../support/make-tray-snapshot';
import { ScriptedAuthGateway } from '../../support/fakes/auth-gateway/scripted-auth-gateway';
import { silentLogger } from '../../support/fakes/logger/silent-logger';
import { serve } from './serve';

const LIFETIME_MS = 12 * 3_600_000;

serve(async (minutes) => {
  const clock = new FakeClock();
  const firedAtMs = new Set<number>();
  const counted = {
    nowMs: () => clock.nowMs(),
    monotonicMs: () => clock.monotonicMs(),
    timersInMs: () => clock.timersInMs(),
    setTimer: (delayMs: number, callback: () => void) =>
      clock.setTimer(delayMs, () => {
        firedAtMs.add(clock.monotonicMs());
        callback();
      }),
  };
  const common = { clock: counted, logger: silentLogger, random: () => 0.5 };
  const place = makePlace(createMemoryTokenStore());
  const crypto = createNodeCrypto();
  const manager = new TokenManager({ ...common, profileId: 'default', origin: 'https://axiom.trade', place, crypto });
  const lifecycle = new TokenLifecycleManager(common);
  lifecycle.add(manager, new ScriptedAuthGateway(clock));
  await manager.load();
  await manager.setTokens(makeTokens(clock.nowMs(), LIFETIME_MS));
  // The parts of an app start one after another, not in one millisecond.
  await clock.advance(40);
  const snapshot = makeTraySnapshot([makeTrayProfile({ expiresAtMs: clock.nowMs() + LIFETIME_MS })]);
  const view = { show: () => undefined, remake: () => undefined, dispose: () => undefined };
  createTrayPresenter({ view, clock: counted, platform: 'linux', snapshot });
  await clock.advance(40);
  const power = { on: () => undefined, removeListener: () => undefined };
  watchWakeEvents({ power, isOnline: () => true, clock: counted, onWake: () => undefined });
  await clock.advance(60_000);
  firedAtMs.clear();
  clock.requestedDelaysMs.length = 0;
  await clock.advance(minutes * 60_000);
  return [firedAtMs.size, clock.requestedDelaysMs.length];
});
