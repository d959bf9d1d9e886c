// What the keychain of a desktop really holds, asked with the platform's own tool and not with the app's code.
import { execFile } from 'node:child_process';
import type { DesktopSession } from '../../support/desktop-session';
import { waitUntil } from '../../support/wait-until';

/** The two tokens of a saved sign-in. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** The entry's text; `undefined` when there is none (exit code 1 without a complaint). Rejects when the keychain could not be asked. */
export function secretToolLookup(desktop: DesktopSession, account = 'default'): Promise<string | undefined> {
  const args = ['lookup', 'service', 'axiom-token-manager', 'account', account];
  return new Promise((resolve, reject) => {
    execFile('secret-tool', args, { env: desktop.env, timeout: 10_000 }, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else if (error.code === 1 && stderr.trim() === '') resolve(undefined);
      else reject(new Error(`secret-tool ended with ${String(error.code ?? error.signal)}: ${stderr.trim()}`));
    });
  });
}

/** The tokens in the keychain entry; `undefined` when there is no entry. */
export async function tokensInKeychain(desktop: DesktopSession, account = 'default'): Promise<TokenPair | undefined> {
  const text = await secretToolLookup(desktop, account);
  if (text === undefined) return undefined;
  const record = JSON.parse(text) as { readonly access_token: string; readonly refresh_token: string };
  return { accessToken: record.access_token, refreshToken: record.refresh_token };
}

/** Waits until the entry holds exactly these tokens. The failure quotes none of them. */
export async function waitForTokensInKeychain(
  desktop: DesktopSession,
  expected: () => TokenPair | undefined,
): Promise<void> {
  await waitUntil('the keychain entry holds the current tokens', async () => {
    const [saved, wanted] = [await tokensInKeychain(desktop), expected()];
    return (
      saved !== undefined && saved.accessToken === wanted?.accessToken && saved.refreshToken === wanted.refreshToken
    );
  });
}
