import { describe, expect, it } from 'vitest';
import { holdsSecret, safeName, safeNames } from '../../../../main/adapters/doctor/safe-names';
import { Secret } from '../../../../main/core/base/secret';
import { makeJwt } from '../../../support/make-jwt';

describe('safeName', () => {
  it.each(['auth-access-token', 'cf_clearance', 'exp', 'authenticatedUserId', '__cf_bm'])('%s is shown', (name) =>
    expect(safeName(name)).toBe(name),
  );
  it.each([
    'trader@example.com',
    'a b',
    '',
    makeJwt().expose(),
    'x'.repeat(41),
    '9f8a7b6c5d4e3f2a1b0c9d8e7f',
    'A'.repeat(24),
  ])('%j is not', (name) => expect(safeName(name)).toBe('…'));

  it('is listed once, however often it occurs', () =>
    expect(safeNames(['a', 'b', 'a', '@', '@@'])).toEqual(['a', 'b', '…']));
});

describe('holdsSecret', () => {
  const token = makeJwt({ extra: { email: 'trader@example.com', aud: 'axiom.trade', deep: { id: 'account-42' } } });
  const [header = '', payload = '', signature = ''] = token.expose().split('.');
  it.each([
    ['the token', token.expose(), true],
    ['its header', header, true],
    ['its payload', payload, true],
    ['its signature', signature, true],
    ['an address in it', 'to trader@example.com', true],
    ['something deeper in it', 'account-42', true],
    ['names of claims', 'email deep id', false],
    ['the name of the site, which is its audience', 'api.axiom.trade', false],
    ['nothing', '', false],
  ])('sees %s', (_what, text, expected) => expect(holdsSecret(`before ${text} after`, [token])).toBe(expected));

  it('looks into JSON', () => {
    expect(holdsSecret('clientSecretValue', [new Secret('{"a":["clientSecretValue"]}')])).toBe(true);
  });
});
