// N promises that have their value, waited for all at once: the least that N callers cost in this runtime.
import { nanosecondsOf, serve } from './serve';

const token = 'a'.repeat(300);

serve(async (count) => [
  await nanosecondsOf(async () => {
    await Promise.all(Array.from({ length: count }, () => Promise.resolve(token)));
  }),
]);
