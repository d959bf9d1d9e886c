import { expect, it } from 'vitest';
import type { AxiomTokenError } from '../../../../main/core/base/errors';
import { refreshTokenOwner, refuseSecondOwner } from '../../../../main/core/profiles/one-sign-in';
import { createAuthTokens, type AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';

const holder = (id: string, tokens: AuthTokens | undefined) => ({
  id,
  name: `name of ${id}`,
  manager: { getTokens: () => tokens },
});
const mains = makeTokens(FAKE_START_MS);
const other = makeTokens(FAKE_START_MS);
const profiles = [holder('empty', undefined), holder('main', mains), holder('other', other)];
const newAccess = createAuthTokens({
  accessToken: makeTokens(FAKE_START_MS + 60_000).accessToken,
  refreshToken: mains.refreshToken,
  receivedAtMs: FAKE_START_MS,
});
const newRefresh = createAuthTokens({
  accessToken: mains.accessToken,
  refreshToken: makeTokens(FAKE_START_MS).refreshToken,
  receivedAtMs: FAKE_START_MS,
});

it.each<[string, string | undefined, AuthTokens]>([
  ['the pair of a profile', 'main', mains],
  ['its refresh token beside another access token', 'main', newAccess],
  ['its access token beside another refresh token', undefined, newRefresh],
  ['the pair of another one', 'other', other],
  ['a new pair of the same account', undefined, makeTokens(FAKE_START_MS)],
])('%s belongs to %s', (_what, id, tokens) => {
  expect(refreshTokenOwner(tokens, profiles)?.id).toBe(id);
});

it.each([
  ['the profile that has it', 'main', false],
  ['an empty profile', 'empty', true],
  ['a profile with another pair', 'other', true],
  ['a profile that is not in the list yet', 'new', true],
])('a pair that comes into %s (%s) is refused: %s', (_where, profileId, isRefused) => {
  expect(codeOf(() => refuseSecondOwner(profileId, mains, profiles))).toBe(isRefused ? 'INVALID_INPUT' : undefined);
});

it('names the other profile and what to do', () => {
  expect(() => refuseSecondOwner('empty', mains, profiles)).toThrow(
    expect.objectContaining({
      message: 'These tokens are in name of main already.',
      remedy: expect.stringContaining('Use name of main, or sign in here on its own.'),
    }),
  );
});

function codeOf(run: () => void): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error as AxiomTokenError).code;
  }
}
