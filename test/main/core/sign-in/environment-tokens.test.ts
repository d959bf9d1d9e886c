import { describe, expect, it } from 'vitest';
import { environmentTokens } from '../../../../main/core/sign-in/environment-tokens';
import { FAKE_START_MS as NOW } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';

describe('tokens in the environment', () => {
  const env = { AXIOM_ACCESS_TOKEN: makeJwt().expose(), AXIOM_REFRESH_TOKEN: makeJwt().expose() };

  it('need both variables', () => {
    expect(environmentTokens(env, NOW)?.accessToken.expose()).toBe(env.AXIOM_ACCESS_TOKEN);
    expect(environmentTokens({ ...env, AXIOM_ACCESS_TOKEN: '' }, NOW)).toBeUndefined();
    expect(environmentTokens({ AXIOM_ACCESS_TOKEN: env.AXIOM_ACCESS_TOKEN }, NOW)).toBeUndefined();
  });

  it('that are none are refused', () => {
    expect(() => environmentTokens({ ...env, AXIOM_REFRESH_TOKEN: 'two words' }, NOW)).toThrowError(
      expect.objectContaining({ code: 'INVALID_TOKEN' }),
    );
  });
});
