// Tests a keychain before tokens are saved in it: writes a test text, reads it and removes it, under an account that no profile can have.
// Called before the first save and by `doctor`; knows no profiles.
import { AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import { Secret } from '../../core/base/secret';
import type { Keychain } from './keychain';

/** Passed, or the first step that failed. */
export type KeychainSelfTestResult =
  | { readonly isOk: true }
  | { readonly isOk: false; readonly step: 'write' | 'read' | 'delete'; readonly error: AxiomTokenError };

/**
 * Writes, reads and removes a test text under a random account, `self-test.<hexadecimal>`. Never throws. After a failed step it still tries to remove the
 * text.
 * @param random a number in [0, 1), as `Math.random`
 */
export async function testKeychain(keychain: Keychain, random: () => number): Promise<KeychainSelfTestResult> {
  const account = `self-test.${hexadecimal(random, 16)}`;
  const canary = new Secret(`canary ${hexadecimal(random, 32)}`);
  let step: 'write' | 'read' | 'delete' = 'write';
  try {
    await keychain.set(account, canary);
    step = 'read';
    const readBack = await keychain.get(account);
    if (!readBack?.equals(canary)) throw failure('The keychain accepted a test text but did not return the same one.');
    step = 'delete';
    const wasThere = await keychain.delete(account);
    if (!wasThere || (await keychain.get(account))) throw failure('The keychain did not remove a test text.');
    return { isOk: true };
  } catch (error) {
    // A write that failed may still have stored the entry. A second failure is ignored: the first one is reported.
    await keychain.delete(account).catch(() => undefined);
    return { isOk: false, step, error: toAxiomTokenError(error) };
  }
}

function failure(message: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message,
    remedy:
      'Sign out of your desktop and in again, then retry, or choose another place in Settings. Your tokens are untouched.',
  });
}

function hexadecimal(random: () => number, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}
