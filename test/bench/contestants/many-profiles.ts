// A thousand profiles refreshed by the lifecycle manager with its one timer, for N simulated minutes. Answers with the nanoseconds of
// processor time, the refreshes, and the timers that were set.
import { TokenLifecycleManager } from '../../../main/core/refresh/token-lifecycle-manager';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { silentLogger } from '../../support/fakes/logger/silent-logger';
import { createCheapGateway, createRepeatableRandom, signInMany } from '../simulated-profiles';
import { serve } from './serve';

async function open() {
  const clock = new FakeClock();
  const managers = await signInMany(clock);
  const gateway = createCheapGateway(clock);
  const lifecycle = new TokenLifecycleManager({ clock, logger: silentLogger, random: createRepeatableRandom() });
  for (const manager of managers) lifecycle.add(manager, gateway);
  return { clock, gateway };
}

const opened = open();

serve(async (minutes) => {
  const { clock, gateway } = await opened;
  gateway.asked.length = 0;
  clock.requestedDelaysMs.length = 0;
  const before = process.cpuUsage();
  await clock.advance(minutes * 60_000);
  const { user, system } = process.cpuUsage(before);
  if (clock.timerCount !== 1) throw new Error(`${clock.timerCount} timers wait`);
  return [(user + system) * 1_000, gateway.asked.length, clock.requestedDelaysMs.length];
});
