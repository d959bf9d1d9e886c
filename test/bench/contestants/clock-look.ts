// Reads the clock N times and awaits a settled promise each time: the minimum for a token whose expiry is checked.
import { nanosecondsOf, serve } from './serve';

const settled = Promise.resolve('a'.repeat(300));
const endsAtMs = Date.now() + 12 * 3_600_000;

serve(async (count) => [
  await nanosecondsOf(async () => {
    for (let call = 0; call < count; call++) {
      if (Date.now() >= endsAtMs) throw new Error('the token is over');
      await settled;
    }
  }),
]);
