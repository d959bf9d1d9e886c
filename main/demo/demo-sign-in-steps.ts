// The password sign-in of the demo server: e-mail and password hash first, then the 6-digit code. Used by its API and by its sign-in page.
import { randomInt } from 'node:crypto';
import type { Clock } from '../core/ports/clock';
import type { DemoAccount } from './demo-account';
import { demoPasswordHash } from './demo-password';
import type { DemoTokenMint } from './demo-token-mint';

const CHALLENGE_LIFETIME_MS = 10 * 60_000;
const TRIES = 5;

interface Challenge {
  readonly account: DemoAccount;
  readonly code: string;
  readonly endsAtMs: number;
  triesLeft: number;
}

/** The two steps of a sign-in. `undefined` as result: refused. */
export interface DemoSignInSteps {
  /** Checks the password hash, issues a new code and returns the OTP token. */
  start(email: string, b64Password: string): Promise<string | undefined>;
  /** Checks the code for an OTP token: at most five tries within ten minutes, and only one success. */
  complete(otpToken: string, code: string): DemoAccount | undefined;
}

/** `onCode` gets the code that Axiom would send by e-mail. */
export function createDemoSignInSteps(
  accounts: readonly DemoAccount[],
  clock: Clock,
  mint: DemoTokenMint,
  onCode: (email: string, code: string) => void,
): DemoSignInSteps {
  const hashes = new Map<DemoAccount, Promise<string>>();
  const challenges = new Map<string, Challenge>();

  function hashOf(account: DemoAccount): Promise<string> {
    const known = hashes.get(account) ?? demoPasswordHash(account.password);
    hashes.set(account, known);
    return known;
  }

  return {
    async start(email, b64Password) {
      const account = accounts.find((each) => each.email.toLowerCase() === email.trim().toLowerCase());
      if (!account || (await hashOf(account)) !== b64Password) return undefined;
      const nowMs = clock.nowMs();
      for (const [token, challenge] of challenges) if (challenge.endsAtMs <= nowMs) challenges.delete(token);
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const otpToken = mint({ email: account.email, kind: 'otp' }, CHALLENGE_LIFETIME_MS);
      challenges.set(otpToken, { account, code, endsAtMs: nowMs + CHALLENGE_LIFETIME_MS, triesLeft: TRIES });
      onCode(account.email, code);
      return otpToken;
    },
    complete(otpToken, code) {
      const challenge = challenges.get(otpToken);
      if (!challenge || challenge.endsAtMs <= clock.nowMs()) return undefined;
      if (challenge.code === code) {
        challenges.delete(otpToken);
        return challenge.account;
      }
      challenge.triesLeft--;
      if (challenge.triesLeft <= 0) challenges.delete(otpToken);
      return undefined;
    },
  };
}
