// Which token in a pasted text has which role, in borderline cases of labels.
import { describe, expect, it } from 'vitest';
import { parsePastedTokens } from '../../../../main/core/sign-in/pasted-tokens';
import { Secret } from '../../../../main/core/base/secret';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';

const NOW = FAKE_START_MS;
/** The shorter-lived one: without labels it would be the access token. None lives so long that labels would not be believed. */
const A = makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + 900_000 }).expose();
const R = makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + 7_200_000 }).expose();
const OTHER = makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + 5_000 }).expose();

const parse = (text: string) => {
  const [pair] = parsePastedTokens(new Secret(text), NOW);
  return { access: pair?.tokens.accessToken.expose(), refresh: pair?.tokens.refreshToken.expose() };
};
const refused = (message: string, remedy?: string) =>
  expect.objectContaining({ code: 'INVALID_TOKEN', message, ...(remedy === undefined ? {} : { remedy }) }) as unknown;

const MISSING_BOTH = 'There is no Axiom token in this text.';
const MISSING_ONE = 'One of the two tokens is missing.';
const TOO_MANY = 'There are more than two tokens in this text, and nothing shows which are Axiom’s.';

describe('labels of pasted tokens', () => {
  it.each([
    ['access', 'refresh'],
    ['accessToken', 'refreshToken'],
    ['access_token', 'refresh_token'],
    ['access-jwt', 'refresh-jwt'],
    ['ACCESS TOKEN', 'REFRESH TOKEN'],
    ['authAccessToken', 'authRefreshToken'],
    ['auth_access', 'auth_refresh'],
    ['axiomAccessToken', 'axiomRefreshToken'],
    ['axiom-auth-access-token', 'axiom-auth-refresh-token'],
    ['tokens.access', 'tokens.refresh'],
    ['my access', 'my refresh'],
  ])('%s and %s count more than how long the tokens live', (access, refresh) => {
    expect(parse(`${access}=${R}\n${refresh}=${A}`)).toEqual({ access: R, refresh: A });
    expect(parse(`${refresh}: "${A}"\n${access}: "${R}"`)).toEqual({ access: R, refresh: A });
    expect(parse(JSON.stringify({ [refresh]: A, [access]: R }))).toEqual({ access: R, refresh: A });
  });

  it.each(['wallet-access', 'inaccess', 'accessible', 'access_tokens', 'access-id', 'refresher', 'walletAccessToken'])(
    'that name something else do not count: %s',
    (name) => {
      expect(() => parse(`${name}=${A}`)).toThrow(refused(MISSING_BOTH));
      expect(() => parse(JSON.stringify({ [name]: A }))).toThrow(refused(MISSING_BOTH));
    },
  );

  it.each(['token', 'tokens', 'jwt', 'value', 'cookie', 'Bearer', 'VALUES'])(
    'that say only "token" do not decide which token it is: %s',
    (name) => {
      expect(parse(`${name}=${R}\n${name}: ${A}`)).toEqual({ access: A, refresh: R });
    },
  );

  it.each(['tokenizer', 'mytoken', 'cookie2', 'session'])('that mark it as a token of something else: %s', (name) => {
    expect(parse(`${name}=${OTHER}\n${R}\n${A}`)).toEqual({ access: A, refresh: R });
    expect(parse(`${name} : '${OTHER}' ${R} ${A}`)).toEqual({ access: A, refresh: R });
  });

  it('mark a token of something else only with an equals sign or a colon right before it', () => {
    expect(parse(`session ${R} ${A}`)).toEqual({ access: A, refresh: R });
    expect(parse(`a=b session ${R} ${A}`)).toEqual({ access: A, refresh: R });
    expect(parse(`these are mine: ${R} ${A}`)).toEqual({ access: A, refresh: R });
  });

  it('are the words since the last token, not those before it', () => {
    expect(parse(`refresh token: ${A} ${R}`)).toEqual({ access: R, refresh: A });
    expect(parse(`access token: ${R} ${A}`)).toEqual({ access: R, refresh: A });
    expect(parse(`refresh=${A};access=${R};`)).toEqual({ access: R, refresh: A });
  });

  it('too far before a token do not count', () => {
    expect(parse(`refresh${' '.repeat(70)}${A}\n${R}`)).toEqual({ access: R, refresh: A });
    expect(parse(`refresh${' '.repeat(700)}${A}\n${R}`)).toEqual({ access: A, refresh: R });
  });
});

describe('a token that is in the text several times', () => {
  it.each([
    ['bare first', `${A}\n${R}\nrefresh=${A}`],
    ['bare last', `refresh=${A}\n${R}\n${A}`],
    ['named as something else first', `session=${A}\n${R}\nrefresh=${A}`],
    ['named as something else last', `refresh=${A}\n${R}\nsession=${A}`],
  ])('counts by its label: %s', (_what, text) => {
    expect(parse(text)).toEqual({ access: R, refresh: A });
  });

  it('keeps its first label', () => {
    expect(parse(`refresh=${A}\naccess=${R}\naccess=${A}\nrefresh=${R}`)).toEqual({ access: R, refresh: A });
  });

  it('is one token', () => {
    expect(() => parse(`${A}\n${A}`)).toThrow(refused(MISSING_ONE));
  });
});

describe('pasted tokens that make no pair', () => {
  const PASTE_BOTH =
    'Give both whole: the cookies auth-access-token and auth-refresh-token, or the file of another client.';
  const PASTE_TWO = 'Paste one access token and one refresh token only.';
  it.each([
    ['none', 'hello', MISSING_BOTH, PASTE_BOTH],
    ['a bare one', A, MISSING_ONE, PASTE_BOTH],
    ['an access token', `access=${A}`, 'The refresh token is missing.', PASTE_BOTH],
    ['a refresh token', `refresh=${R}`, 'The access token is missing.', PASTE_BOTH],
    ['three bare ones', `${A} ${R} ${OTHER}`, TOO_MANY, PASTE_TWO],
    ['two access tokens', `access=${A} access=${OTHER} refresh=${R}`, TOO_MANY, PASTE_TWO],
    ['two refresh tokens', `access=${A} refresh=${OTHER} refresh=${R}`, TOO_MANY, PASTE_TWO],
    ['two refresh tokens and no other', `refresh=${OTHER} refresh=${R}`, 'The access token is missing.', PASTE_BOTH],
    ['an access token and two bare ones', `access=${A} ${OTHER} ${R}`, 'The refresh token is missing.', PASTE_BOTH],
    ['a refresh token and two bare ones', `refresh=${A} ${OTHER} ${R}`, 'The access token is missing.', PASTE_BOTH],
    ['others only', `session=${A} wallet=${R}`, MISSING_BOTH, PASTE_BOTH],
    ['others only, in JSON', JSON.stringify({ session: A, wallet: R }), MISSING_BOTH, PASTE_BOTH],
  ])('say so in words: %s', (_what, text, message, remedy) => {
    expect(() => parse(text)).toThrow(refused(message, remedy));
  });

  it('are looked for in a million characters and no more', () => {
    const pair = `${A} ${R} `;
    expect(parse(pair + '.'.repeat(1024 * 1024 - pair.length))).toEqual({ access: A, refresh: R });
    expect(() => parse(pair + '.'.repeat(1024 * 1024 + 1 - pair.length))).toThrow(
      expect.objectContaining({ code: 'SECRET_TOO_LARGE' }),
    );
  });
});

describe('a bare token beside a labelled one', () => {
  it('is the other one', () => {
    expect(parse(`${R}\naccess=${A}`)).toEqual({ access: A, refresh: R });
  });

  it('is the refresh token if its claims say so, whatever the label of the other', () => {
    const saying = makeJwt({ extra: { refreshTokenId: 'x' } }).expose();
    expect(parse(`refresh=${A}\n${saying}`)).toEqual({ access: A, refresh: saying });
  });

  it('is refused if its signature is incomplete', () => {
    const odd = `${A.split('.')[0]}.e30.c2ln`;
    expect(() => parse(`access=${odd}\n${R}`)).toThrow(
      refused('The access token is cut off: some of its characters are missing.'),
    );
  });
});
