import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { Secret } from '../../../../main/core/base/secret';
import { isOfSignIn, signInNameOf } from '../../../../main/core/tokens/sign-in-name';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';

const { sha256 } = createNodeCrypto();
const SIGN_IN = 'ab'.repeat(16);
const withRefreshToken = (text: string, signInId?: string) =>
  makeRecord(1, FAKE_START_MS, {
    tokens: { ...makeTokens(FAKE_START_MS), refreshToken: new Secret(text) },
    ...(signInId === undefined ? {} : { signInId }),
  });

describe('the name of a sign-in', () => {
  it('is its id, else the first 16 digits of the SHA-256 of the refresh token', () => {
    expect(signInNameOf(withRefreshToken('abc', SIGN_IN), sha256)).toBe(SIGN_IN);
    // The first example of FIPS 180-2.
    expect(signInNameOf(withRefreshToken('abc'), sha256)).toBe('ba7816bf8f01cfea');
  });

  it.each([
    ['its id', withRefreshToken('abc', SIGN_IN), SIGN_IN, true],
    ['its fingerprint, though it has an id by now', withRefreshToken('abc', SIGN_IN), 'ba7816bf8f01cfea', true],
    ['its fingerprint', withRefreshToken('abc'), 'ba7816bf8f01cfea', true],
    ['another id', withRefreshToken('abc', SIGN_IN), 'cd'.repeat(16), false],
    ['the fingerprint of another refresh token', withRefreshToken('abd'), 'ba7816bf8f01cfea', false],
    ['an id, beside a record without one', withRefreshToken('abc'), SIGN_IN, false],
    ['nothing', withRefreshToken('abc'), '', false],
  ])('%s: %#', (_what, record, name, isIts) => {
    expect(isOfSignIn(record, name, sha256)).toBe(isIts);
  });

  it('follows the sign-in over its refreshes when it has an id, and only then', () => {
    const [former, next] = [withRefreshToken('abc', SIGN_IN), withRefreshToken('abd', SIGN_IN)];
    expect(isOfSignIn(next, signInNameOf(former, sha256), sha256)).toBe(true);
    expect(isOfSignIn(withRefreshToken('abd'), signInNameOf(withRefreshToken('abc'), sha256), sha256)).toBe(false);
  });
});
