// Awaits a settled promise N times: the minimum for any asynchronous call in this runtime.
import { nanosecondsOf, serve } from './serve';

const settled = Promise.resolve('a'.repeat(300));

serve(async (count) => [
  await nanosecondsOf(async () => {
    for (let call = 0; call < count; call++) await settled;
  }),
]);
