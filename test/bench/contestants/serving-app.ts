// The app without its window, at a socket in the folder that is the first argument (test/support/serving-app.ts). What N is, it does: 0 signs in with fresh
// tokens, 1 with tokens that have expired; all else only asks. Answers with the refreshes that were sent, the entries in the trail of the token that
// was handed out last, how often they count it, and the moment at which it began, in nanoseconds of the computer's steady clock.
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

// The socket would keep it alive.
process.stdin.once('end', () => process.exit());
