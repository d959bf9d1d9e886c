// The refreshes of a thousand profiles for N simulated minutes without a schedule: each is requested in turn, every seven and a half
// minutes. The minimum for keeping them signed in. Answers like many-profiles.ts.
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { createCheapGateway, PROFILE_COUNT, signInMany } from '../simulated-profiles';
import { serve } from './serve';

const INTERVAL_MINUTES = 7.5;

const clock = new FakeClock();
const gateway = createCheapGateway(clock);
const signedIn = signInMany(clock);

serve(async (minutes) => {
  const managers = await signedIn;
  gateway.asked.length = 0;
  const count = Math.round((PROFILE_COUNT * minutes) / INTERVAL_MINUTES);
  const before = process.cpuUsage();
  for (let done = 0; done < count; done++) {
    const manager = managers[done % PROFILE_COUNT];
    const tokens = manager?.getTokens();
    if (!manager || !tokens) throw new Error('a profile lost its tokens');
    await clock.advance((INTERVAL_MINUTES * 60_000) / PROFILE_COUNT);
    const issued = await gateway.refresh(tokens);
    await manager.commitRefresh(manager.signInEpoch, issued.tokens);
  }
  const { user, system } = process.cpuUsage(before);
  return [(user + system) * 1_000, gateway.asked.length, 0];
});
