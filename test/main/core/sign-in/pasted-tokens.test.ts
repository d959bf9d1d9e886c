import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { parsePastedTokens } from '../../../../main/core/sign-in/pasted-tokens';
import { encodeRustTokenFile } from '../../../../main/core/tokens/rust-token-file';
import { Secret } from '../../../../main/core/base/secret';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';

const NOW = FAKE_START_MS;
const A = makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + 900_000, accountId: 'account-1' }).expose();
const R = makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + 86_400_000, accountId: 'account-1' }).expose();
const OTHER = makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + 5_000 }).expose();

const parse = (text: string) => {
  const [pair] = parsePastedTokens(new Secret(text), NOW);
  if (!pair) throw new Error('no pair');
  const { tokens } = pair;
  return { ...tokens, access: tokens.accessToken.expose(), refresh: tokens.refreshToken.expose() };
};

const failureOf = (text: string): AxiomTokenError => {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof AxiomTokenError) return error;
    throw error;
  }
  throw new Error('it was accepted');
};

describe('parsePastedTokens', () => {
  it.each([
    ['two lines, access token first', `${A}\n${R}`],
    ['two lines, refresh token first', `${R}\n${A}\n`],
    ['one line', `  ${R} ${A} `],
    ['labels', `Access token: ${A}\nRefresh token: ${R}`],
    ['labels on lines of their own', `refresh token\n${R}\n\naccess token\n${A}`],
    ['labels in a sentence', `my Axiom access token is:\n- access: ${A}\n- refresh: ${R}`],
    ['markdown', `**access_token**: \`${A}\`\n**refresh_token**: \`${R}\``],
    ['a cookie header', `Cookie: auth-access-token=${A}; auth-refresh-token=${R}`],
    ['cookies in the other order', `auth-refresh-token=${R}; theme=dark; auth-access-token=${A}`],
    [
      'cookies beside other tokens',
      `wallet-token=${OTHER}; auth-refresh-token=${R}; wallet-access-token=${OTHER}; auth-access-token=${A}`,
    ],
    [
      'Set-Cookie lines',
      `set-cookie: auth-access-token=${A}; Path=/; HttpOnly\nset-cookie: auth-refresh-token=${R}; Path=/`,
    ],
    [
      'a curl command',
      `curl 'https://axiom.trade/x' -H 'accept: */*' -H 'cookie: a=1; auth-refresh-token=${R}; auth-access-token=${A}' --compressed`,
    ],
    ['a curl command with -b', `curl "https://axiom.trade" -b "auth-refresh-token=${R}; auth-access-token=${A}"`],
    [
      'a curl command of Windows',
      `curl ^"https://axiom.trade^" -b ^"auth-refresh-token=${R}; auth-access-token=${A}^"`,
    ],
    ['dotenv', `# tokens\nAXIOM_ACCESS_TOKEN=${A}\nexport AXIOM_REFRESH_TOKEN="${R}"`],
    ['JSON in snake case', JSON.stringify({ refresh_token: R, access_token: A })],
    ['JSON in camel case', JSON.stringify({ user: 'x', tokens: { accessToken: A, refreshToken: R } }, undefined, 2)],
    ['JSON of cookies by name', JSON.stringify({ 'auth-access-token': A, 'auth-refresh-token': R, other: OTHER })],
    [
      'a list of cookies',
      JSON.stringify([
        { domain: '.axiom.trade', name: 'auth-refresh-token', value: R },
        { value: A, name: 'auth-access-token' },
      ]),
    ],
    [
      'a cookie header in JSON',
      JSON.stringify({ headers: { Cookie: `auth-refresh-token=${R}; auth-access-token=${A}` } }),
    ],
    ['JavaScript that is no JSON', `{ accessToken: '${A}', refreshToken: '${R}', }`],
    ['the same tokens twice', `${A}\n${R}\nauth-access-token=${A}; auth-refresh-token=${R}`],
    ['one label', `${A}\nrefresh token: ${R}`],
    ['a bearer header and a refresh token', `Authorization: Bearer ${A}\nauth-refresh-token=${R}`],
  ])('reads %s', (_name, text) => {
    expect(parse(text)).toMatchObject({
      access: A,
      refresh: R,
      expiresAtMs: NOW + 900_000,
      receivedAtMs: NOW,
      accountId: 'account-1',
    });
  });

  it("reads the Rust client's file", () => {
    const record = makeRecord();
    const tokens = parse(encodeRustTokenFile(record).expose());
    expect(tokens.access).toBe(record.tokens.accessToken.expose());
    expect(tokens.refresh).toBe(record.tokens.refreshToken.expose());
    expect(tokens.expiresAtMs).toBe(record.tokens.expiresAtMs);
  });

  it.each([
    ['Unix seconds (Python client)', NOW / 1000 + 60.5, NOW + 60_500],
    ['milliseconds', NOW + 61_000, NOW + 61_000],
    ['RFC 3339 (Rust client)', new Date(NOW + 62_000).toISOString(), NOW + 62_000],
    ['nothing usable', 'soon', undefined],
  ])('takes an expiry in %s when the token itself names none', (_name, expires_at, expected) => {
    const access_token = makeJwt().expose();
    expect(parse(JSON.stringify({ access_token, refresh_token: R, expires_at })).expiresAtMs).toBe(expected);
  });

  it('prefers the token’s expiry to the one beside it', () => {
    expect(
      parse(JSON.stringify({ access_token: A, refresh_token: R, expires_at: NOW / 1000 + 3600 })).expiresAtMs,
    ).toBe(NOW + 900_000);
  });

  it('recognises an unnamed refresh token by its claims, and one without an expiry as the longer-lived', () => {
    const saying = makeJwt({ extra: { refreshTokenId: 'x' } }).expose();
    const endless = makeJwt().expose();
    expect(parse(`${saying} ${endless}`)).toMatchObject({ access: endless, refresh: saying });
    expect(parse(`${endless} ${A}`)).toMatchObject({ access: A, refresh: endless });
  });

  it('uses two similar unnamed tokens in the given order', () => {
    const [one, two] = [makeJwt().expose(), makeJwt().expose()];
    expect(parse(`${one}\n${two}`)).toMatchObject({ access: one, refresh: two });
  });

  it.each([
    ['', 'no Axiom token'],
    ['hello', 'no Axiom token'],
    ['a.b.c', 'no Axiom token'],
    [`access token: ${A}`, 'refresh token is missing'],
    [`auth-refresh-token=${R}`, 'access token is missing'],
    [`auth-refresh-token=${R}; auth-access-token=opaque`, 'access token is missing'],
    [A, 'One of the two'],
    [`Bearer ${A}`, 'One of the two'],
    [`wallet-token=${OTHER}; auth-access-token=${A}`, 'refresh token is missing'],
    [`wallet-token=${OTHER}; session=${A}`, 'no Axiom token'],
    [`${A} ${R} ${OTHER}`, 'more than two'],
    [`access: ${A}\naccess: ${OTHER}\nrefresh: ${R}`, 'more than two'],
    [JSON.stringify({ access_token: A }), 'refresh token is missing'],
    [JSON.stringify({ a: 1 }), 'no Axiom token'],
    [`${A.slice(0, 40)}\n${R}`, 'cut off'],
  ])('says what is wrong with %#', (text, words) => {
    const error = failureOf(text);
    expect(error.code).toBe('INVALID_TOKEN');
    expect(error.message).toContain(words);
  });

  it('refuses a text over the length limit', () => {
    expect(failureOf('x'.repeat(1_100_000)).code).toBe('SECRET_TOO_LARGE');
    expect(failureOf(`${A} ${R}${'x'.repeat(20_000)}`).message).toContain(
      'other characters directly before or after it',
    );
  });

  it('searches a long text without dots quickly', () => {
    expect(failureOf('a'.repeat(250_000)).code).toBe('INVALID_TOKEN');
    expect(failureOf('a.'.repeat(120_000)).code).toBe('INVALID_TOKEN');
    expect(failureOf(' -'.repeat(120_000)).code).toBe('INVALID_TOKEN');
    expect(failureOf(`${'.'.repeat(250_000)}a`).code).toBe('INVALID_TOKEN');
  });

  it('throws nothing but its own errors, and never repeats what was pasted', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        A,
        R,
        OTHER,
        'auth-access-token=',
        'refresh token: ',
        '{"access_token":"',
        '"}',
        '[',
        ';',
        '\n',
        '%00',
        '__proto__',
      ),
      fc.string({ maxLength: 30 }),
      fc.json(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom('', ' ', ','), (pieces, glue) => {
        const text = `kanarienvogel${pieces.join(glue)}`;
        try {
          const { access, refresh } = parse(text);
          expect(access).not.toBe(refresh);
          expect(text).toContain(access);
          expect(text).toContain(refresh);
        } catch (error) {
          expect(error).toBeInstanceOf(AxiomTokenError);
          const shown = `${String(error)} ${(error as AxiomTokenError).remedy} ${String((error as Error).cause)} ${(error as Error).stack}`;
          expect(shown).not.toContain('kanarienvogel');
          expect([A, R, OTHER].some((token) => shown.includes(token.slice(0, 20)))).toBe(false);
        }
      }),
      { numRuns: 5 * (fc.readConfigureGlobal().numRuns ?? 100) },
    );
  });
});
