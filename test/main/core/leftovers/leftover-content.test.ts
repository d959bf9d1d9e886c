import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import { type LeftoverRules, readLeftover } from '../../../../main/core/leftovers/leftover-content';
import { A, jwt, MINUTE, NOW, OTHER, R } from '../../../support/read-paste';
import { makeJwt } from '../../../support/make-jwt';

const read = (text: string, believes: LeftoverRules['believes'] = 'axiom-only') => {
  const content = readLeftover(new Secret(text), { nowMs: NOW, believes });
  return content === 'too-much' ? undefined : content;
};
/** A token of a service that names its account in its own way. */
const FOREIGN = makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + MINUTE, extra: { sub: 'somebody' } }).expose();

describe('a text that was found', () => {
  it('reports account, age, lines, and whether anything else is in it', () => {
    expect(read(`DEBUG=1\nAXIOM_ACCESS_TOKEN=${A}\nexport AXIOM_REFRESH_TOKEN="${R}"\n`)).toEqual({
      accounts: ['account-1'],
      issuedAtMs: NOW,
      importRefusal: undefined,
      holdsOnlyTokens: false,
      lines: [
        { line: 2, name: 'AXIOM_ACCESS_TOKEN' },
        { line: 3, name: 'AXIOM_REFRESH_TOKEN' },
      ],
    });
  });

  it('says why nothing can be imported from half a pair', () => {
    expect(read(`AXIOM_REFRESH_TOKEN=${R}`)).toMatchObject({
      importRefusal: 'The access token is missing.',
      holdsOnlyTokens: true,
    });
  });

  it('names several accounts, eight at most, and the newest time of issue', () => {
    const many = Array.from({ length: 9 }, (_, index) => jwt(NOW - index * MINUTE, MINUTE, `account-${index}`));
    const found = read(many.map((token, index) => `AXIOM_${index}_ACCESS_TOKEN=${token}`).join('\n'));
    expect([found?.accounts.length, found?.issuedAtMs]).toEqual([8, NOW]);
  });

  it('shows no account name that could be read as the app’s own text’s', () => {
    const odd = jwt(NOW, MINUTE, 'you are signed in');
    expect(read(`AXIOM_ACCESS_TOKEN=${odd}`)?.accounts).toEqual([]);
  });

  it('shows of a line nothing but the name of a token', () => {
    expect(read(`https://me:password@host/?auth-access-token=${A}\n"${R}"`)?.lines).toEqual([
      { line: 1, name: 'auth-access-token' },
      { line: 2 },
    ]);
    expect(read(`hunter2_my_password-access-token=${A}`)?.lines).toEqual([{ line: 1, name: 'access-token' }]);
  });

  it('has no more lines than can be shown', () => {
    expect(read(Array.from({ length: 30 }, () => `AXIOM_ACCESS_TOKEN=${A}`).join('\n'))?.lines).toHaveLength(20);
  });

  it('has the tokens inside of escapes, without a line where they are not as they are', () => {
    const broken = `AXIOM_ACCESS_TOKEN=${A.slice(0, 40)}\u200B${A.slice(40)}`;
    expect(read(broken)).toMatchObject({ accounts: ['account-1'], lines: [] });
    expect(read(`AXIOM_ACCESS_TOKEN=${A.slice(0, 60)}\n${A.slice(60)}`)?.lines).toEqual([
      { line: 1, name: 'AXIOM_ACCESS_TOKEN' },
    ]);
    expect(read(`x\rAXIOM_ACCESS_TOKEN=${A}\r`)?.lines).toEqual([{ line: 2, name: 'AXIOM_ACCESS_TOKEN' }]);
  });

  it.each([
    ['no token', 'hello', undefined],
    ['a token of another service', `SUPABASE_ACCESS_TOKEN=${FOREIGN}`, undefined],
    ['a plain name alone', `ACCESS_TOKEN=${FOREIGN}`, 'plain-names'],
    ['neither a name nor Axiom’s account', FOREIGN, 'all'],
    ['no name, but Axiom’s account in the token', OTHER, 'axiom-only'],
    ['an opaque value under Axiom’s name', 'AXIOM_REFRESH_TOKEN=abcdef0123456789abcdef', 'axiom-only'],
    ['an opaque value under a plain name', 'REFRESH_TOKEN=abcdef0123456789abcdef', 'all'],
  ] as const)('with %s counts from this on: %#', (_what, text, first) => {
    expect((['axiom-only', 'plain-names', 'all'] as const).find((believes) => read(text, believes))).toBe(first);
  });

  it('with tokens in lines that are commented out holds them, and more than tokens', () => {
    expect(read(`# AXIOM_ACCESS_TOKEN=${A}\n//AXIOM_REFRESH_TOKEN=${R}\n`)).toMatchObject({
      importRefusal: expect.any(String) as string,
      holdsOnlyTokens: false,
      lines: [
        { line: 1, name: 'AXIOM_ACCESS_TOKEN' },
        { line: 2, name: 'AXIOM_REFRESH_TOKEN' },
      ],
    });
  });

  it('with tokens in a block that is commented out holds them', () => {
    expect(read(`/* AXIOM_ACCESS_TOKEN=${A} */`)?.lines).toEqual([{ line: 1, name: 'AXIOM_ACCESS_TOKEN' }]);
  });

  it('of another issuer is never Axiom’s, whatever names it', () => {
    const google = makeJwt({ extra: { iss: 'https://accounts.google.com', sub: '1' } }).expose();
    for (const text of [`AXIOM_ACCESS_TOKEN=${google}`, `{"access_token":"${google}"}`, google])
      expect(read(text, 'all')).toBeUndefined();
  });

  it('that is too large is reported as that: too long, or too many tokens before Axiom’s', () => {
    const rules = { nowMs: NOW, believes: 'axiom-only' } as const;
    const long = `AXIOM_ACCESS_TOKEN=${A}${' '.repeat(1024 * 1024)}`;
    const many = Array.from({ length: 201 }, () => makeJwt({ extra: { sub: 'x' } }).expose()).join('\n');
    for (const text of [long, `${many}\nAXIOM_ACCESS_TOKEN=${A}`])
      expect(readLeftover(new Secret(text), rules)).toBe('too-much');
  });
});
