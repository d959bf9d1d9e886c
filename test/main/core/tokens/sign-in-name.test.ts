import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { Secret } from '../../../../main/core/base/secret';
import { isOtherSignIn, signInNameOf } from '../../../../main/core/tokens/sign-in-name';
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

  it('follows the sign-in over its refreshes when it has an id, and only then', () => {
    const nameOf = (text: string, signInId?: string) => signInNameOf(withRefreshToken(text, signInId), sha256);
    expect(nameOf('abd', SIGN_IN)).toBe(nameOf('abc', SIGN_IN));
    expect(nameOf('abd')).not.toBe(nameOf('abc'));
  });
});

describe('two records', () => {
  it.each<[string, string | undefined, string | undefined, boolean]>([
    ['of one sign-in', SIGN_IN, SIGN_IN, false],
    ['of two sign-ins', SIGN_IN, 'cd'.repeat(16), true],
    ['of which one has no id', SIGN_IN, undefined, false],
    ['of which none has an id', undefined, undefined, false],
  ])('%s', (_what, one, other, isOther) => {
    const [a, b] = [withRefreshToken('abc', one), withRefreshToken('abd', other)];
    expect([isOtherSignIn(a, b), isOtherSignIn(b, a)]).toEqual([isOther, isOther]);
  });
});
