// The app without its window, at a socket in the folder that is the first argument (test/support/serving-app.ts). What N is, it does: 0 signs in with fresh
// tokens, 1 with tokens that have run out, 2 refreshes. Answers with the refreshes that were sent, the entries in the trail of what was handed out, and the
// times that the newest counts.
import { openServingApp } from '../../support/serving-app';
import { serve } from './serve';

const app = openServingApp(process.argv[2] ?? '');

serve(async (what) => {
  const { signIn, refresh, posts, handedOut } = await app;
  if (what === 0) await signIn();
  if (what === 1) await signIn(20 * 60_000);
  if (what === 2) await refresh();
  const entries = await handedOut();
  return [posts(), entries.length, entries[0]?.count ?? 0];
});
