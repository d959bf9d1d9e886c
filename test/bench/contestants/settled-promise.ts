// Waits N times for a promise that has its value: the least that any asynchronous call costs in this runtime.
import { nanosecondsOf, serve } from './serve';

const settled = Promise.resolve('a'.repeat(300));

serve(async (count) => [
  await nanosecondsOf(async () => {
    for (let call = 0; call < count; call++) await settled;
  }),
]);
