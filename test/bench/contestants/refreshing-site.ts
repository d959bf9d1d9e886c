// A simulator of Axiom whose tokens are valid for 20 s, for an app that refreshes as often as possible, and a sign-in to it in the keychain of the session; the first
// argument is the keychain child's file. Answers with its port and the number of granted refreshes. N is ignored.
import { createAuthTokens } from '../../../main/core/tokens/auth-tokens';
import { Secret } from '../../../main/core/base/secret';
import { startAxiomSimulator } from '../../axiom-simulator/axiom-simulator';
import { saveSignIn } from './save-sign-in';
import { serve } from './serve';

const LIFETIME_MS = 20_000;

const site = startAxiomSimulator({ switches: { accessLifetimeMs: LIFETIME_MS } }).then(async (simulator) => {
  const { accessToken, refreshToken } = simulator.openSession();
  const receivedAtMs = Date.now();
  const tokens = createAuthTokens({
    accessToken: new Secret(accessToken),
    refreshToken: new Secret(refreshToken),
    receivedAtMs,
  });
  await saveSignIn(process, tokens, simulator.origin);
  return simulator;
});

serve(async () => {
  const { origin, refreshCount } = await site;
  return [Number(new URL(origin).port), refreshCount];
});

// Its listener would keep the process alive.
process.stdin.once('end', () => process.exit());
