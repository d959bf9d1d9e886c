// Puts a valid sign-in into the keychain of its session, for an app that starts there signed in; the first argument is the keychain
// child's file, the second the site. N is ignored.
import { makeTokens } from '../../support/make-jwt';
import { saveSignIn } from './save-sign-in';
import { serve } from './serve';

const LIFETIME_MS = 12 * 3_600_000;

serve(async () => {
  const [, origin = ''] = process.argv.slice(2);
  await saveSignIn(process, makeTokens(Date.now(), LIFETIME_MS), origin);
  return [];
});
