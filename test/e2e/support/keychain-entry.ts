// The real content of a desktop's keychain, read with the platform's own tool and not with the app's code.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import type { DesktopSession } from '../../support/desktop-session';
import { waitUntil } from '../../support/wait-until';

/** The two tokens of a saved sign-in. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** The entry's text; `undefined` when there is none (exit code 1 without an error message). Rejects when the keychain could not be read. */
export function secretToolLookup(desktop: DesktopSession, account = 'default'): Promise<string | undefined> {
  return secretTool(desktop, ['lookup', 'service', 'axiom-token-manager', 'account', account]);
}

/** Removes all entries of the app. */
export async function emptyKeychain(desktop: DesktopSession): Promise<void> {
  await secretTool(desktop, ['clear', 'service', 'axiom-token-manager']);
}

/** The tool's output; `undefined` when it found nothing. */
function secretTool(desktop: DesktopSession, args: readonly string[]): Promise<string | undefined> {
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

/** Whether there is an entry. */
export async function hasKeychainEntry(desktop: DesktopSession, account = 'default'): Promise<boolean> {
  return (await secretToolLookup(desktop, account)) !== undefined;
}

/** A form of a pair for comparison: a failing test prints it, so it must not contain tokens. */
export interface Fingerprint {
  readonly access: string;
  readonly refresh: string;
}

/** Hashes instead of the tokens. */
export function fingerprint(pair: TokenPair | undefined): Fingerprint | undefined {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
  return pair && { access: hash(pair.accessToken), refresh: hash(pair.refreshToken) };
}

/** Fingerprint of the entry; `undefined` when there is none. */
export async function savedFingerprint(desktop: DesktopSession): Promise<Fingerprint | undefined> {
  return fingerprint(await tokensInKeychain(desktop));
}

/** Waits until the entry contains another pair than `before`, the server's current one. The failure message contains no token. */
export async function waitForNewPair(
  desktop: DesktopSession,
  currentTokens: () => TokenPair | undefined,
  before: Fingerprint | undefined,
): Promise<void> {
  await waitUntil('the keychain entry holds a new pair, the current one', async () => {
    const [saved, current] = [await savedFingerprint(desktop), fingerprint(currentTokens())];
    if (!saved || !current || saved.access === before?.access || saved.refresh === before?.refresh) return false;
    return saved.access === current.access && saved.refresh === current.refresh;
  });
}

/** Waits until the entry contains exactly the server's current tokens. The failure message contains no token. */
export async function waitForTokensInKeychain(
  desktop: DesktopSession,
  currentTokens: () => TokenPair | undefined,
): Promise<void> {
  await waitUntil('the keychain entry holds the current tokens', async () => {
    const [saved, current] = [await savedFingerprint(desktop), fingerprint(currentTokens())];
    return saved !== undefined && saved.access === current?.access && saved.refresh === current.refresh;
  });
}
