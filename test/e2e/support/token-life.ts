// The lifetime in a token's claims, and an app whose clock is set to after its end.
import type { AppUnderTest } from './app-under-test';

/** When an access token was issued and when it ends: `iat` and `exp`, in milliseconds. */
export function lifeOf(accessToken: string): { readonly issuedAtMs: number; readonly endsAtMs: number } {
  const { iat, exp } = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as {
    readonly iat: number;
    readonly exp: number;
  };
  return { issuedAtMs: iat * 1_000, endsAtMs: exp * 1_000 };
}

/** Sets the app's clock to just after the token's end, with an empty clipboard, and wakes the app up. */
export function passEndOf(app: AppUnderTest, accessToken: string): Promise<void> {
  return app.electronApp.evaluate(({ clipboard, powerMonitor }, nowMs) => {
    clipboard.clear();
    Date.now = () => nowMs;
    powerMonitor.emit('resume');
  }, lifeOf(accessToken).endsAtMs + 1);
}

/** The app shows an expiry by this computer's clock, from which the server's time may differ by the second to which an answer is dated. */
export const CLOCK_SKEW_MS = 1_500;

/** Whether the app shows the expiry of this token. */
export function isExpiryOf(accessToken: string, expiresAtMs = 0): boolean {
  return Math.abs(expiresAtMs - lifeOf(accessToken).endsAtMs) < CLOCK_SKEW_MS;
}
