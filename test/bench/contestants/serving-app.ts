// The app without its window, at a socket in the folder in the first argument (test/support/serving-app.ts). N is a command: 0 signs in with new
// tokens, 1 with expired tokens; any other number only reads. Answers with the number of refreshes sent, the trail entries of the token that
// was handed out last, the sum of their counts, and the time at which the command started, in nanoseconds of the monotonic clock.
import { openServingApp } from '../../support/serving-app';
import { serve } from './serve';

const app = openServingApp(process.argv[2] ?? '');

serve(async (what) => {
  const { signIn, posts, handedOut } = await app;
  const begunAt = Number(process.hrtime.bigint());
  if (what === 0) await signIn();
  if (what === 1) await signIn(20 * 60_000);
  const all = await handedOut();
  const newest = all.filter(({ tag }) => tag === all[0]?.tag);
  return [posts(), newest.length, newest.reduce((sum, { count }) => sum + count, 0), begunAt];
});

// The socket would keep the process alive.
process.stdin.once('end', () => process.exit());
