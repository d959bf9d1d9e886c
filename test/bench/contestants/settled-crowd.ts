// Awaits N settled promises at once: the minimum for N callers in this runtime.
import { nanosecondsOf, serve } from './serve';

const token = 'a'.repeat(300);

serve(async (count) => [
  await nanosecondsOf(async () => {
    await Promise.all(Array.from({ length: count }, () => Promise.resolve(token)));
  }),
]);
