// Refused texts and their messages, and texts with several accounts or with tokens that are not JWTs.
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import { parsePastedTokens } from '../../../../main/core/sign-in/pasted-tokens';
import { makeJwt } from '../../../support/make-jwt';
import { A, jwt, MINUTE, NOW, OLD, R, readPaste as read } from '../../../support/read-paste';

const DAY = 86_400_000;
const R2 = jwt(NOW, 30 * DAY, 'account-2');
const OLD_R = jwt(NOW - 10 * MINUTE, 30 * DAY, 'account-1');
/** Like Axiom's: one names the account and expires soon, the other has only its own id and no expiry. */
const [AX, AX_OLD] = [NOW, NOW - 10 * MINUTE].map((at) => jwt(at, 16 * MINUTE, 'account-9'));
const [RX, RX_OLD] = [NOW, NOW - 10 * MINUTE].map((at) =>
  makeJwt({ issuedAtMs: at, extra: { refreshTokenId: 'x' } }).expose(),
);
/** Of another site; neither names an account. */
const [SITE, SITE_2] = [5 * MINUTE, 90 * DAY].map((life) =>
  makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + life, extra: { iss: 'https://site.example' } }).expose(),
);

const OF_TWO_ACCOUNTS = 'The tokens in this text are of different accounts, and no account has both tokens.';
const BOTH_ACCESS = 'Both are access tokens, by their lifetime: the refresh token is missing.';
const SEVERAL = 'There are more than two tokens in this text, and nothing shows which are Axiom’s.';
const CUT = 'The access token is cut off: some of its characters are missing.';

describe('several accounts', () => {
  it('give a pair each', () => {
    const [a2, r2] = [jwt(NOW, 15 * MINUTE, 'account-2'), jwt(NOW, 30 * 86_400_000, 'account-2')];
    const text = `BOT1_AXIOM_ACCESS_TOKEN=${A}\nBOT1_AXIOM_REFRESH_TOKEN=${R}\nBOT2_AXIOM_ACCESS_TOKEN=${a2}\nBOT2_AXIOM_REFRESH_TOKEN=${r2}`;
    expect(parsePastedTokens(new Secret(text), NOW).map(({ tokens }) => tokens.accountId)).toEqual([
      'account-1',
      'account-2',
    ]);
  });
});

describe('several accounts whose refresh tokens name none', () => {
  const nameless = () => makeJwt({ issuedAtMs: NOW, extra: { refreshTokenId: 'x' } }).expose();
  const [one, two] = [nameless(), nameless()];
  const a2 = jwt(NOW, 15 * MINUTE, 'account-2');
  const pairsOf = (text: string) =>
    parsePastedTokens(new Secret(text), NOW).map(({ tokens }) => [
      tokens.accessToken.expose(),
      tokens.refreshToken.expose(),
    ]);

  it('are distinguished by the prefixes of the names', () => {
    const text = `BOT1_AXIOM_ACCESS_TOKEN=${A}\nBOT1_AXIOM_REFRESH_TOKEN=${one}\nBOT2_AXIOM_ACCESS_TOKEN=${a2}\nBOT2_AXIOM_REFRESH_TOKEN=${two}`;
    expect(pairsOf(text)).toEqual([
      [A, one],
      [a2, two],
    ]);
  });

  it.each([
    ['two prefixes', `BOT1_AXIOM_ACCESS_TOKEN=${A}\nBOT2_AXIOM_REFRESH_TOKEN=${two}`, OF_TWO_ACCOUNTS],
    ['no prefixes', `access_token=${A}\nrefresh_token=${one}\naccess_token=${a2}\nrefresh_token=${two}`, SEVERAL],
    [
      'one that is whole, and one that is not',
      `BOT1_AXIOM_ACCESS_TOKEN=${A}\nBOT1_AXIOM_REFRESH_TOKEN=${one}\nBOT2_AXIOM_REFRESH_TOKEN=${two}`,
      SEVERAL,
    ],
  ])('are refused with %s', (_what, text, words) => {
    expect(read(text)).toBe(words);
  });
});

describe('a damaged copy of a token that is also there complete', () => {
  it.each([
    ['cut', A.slice(0, -20)],
    ['without its front', A.slice(20)],
  ])('changes nothing: %s', (_what, copy) => {
    expect(read(`auth-access-token=${A}; auth-refresh-token=${R}\nauth-access-token=${copy}`)).toBe('A R');
  });

  it('changes nothing if it is an older token that is cut off', () => {
    const text = `auth-access-token=${A}; auth-refresh-token=${R}\nauth-access-token=${OLD.slice(0, -2)}`;
    expect(read(text)).toBe('A R');
  });
});

describe('what is refused, and with which message', () => {
  it.each<readonly [string, string, string]>([
    [
      'cut off',
      `access: ${A.slice(0, -2)}\nrefresh: ${R}`,
      'The access token is cut off: some of its characters are missing.',
    ],
    [
      'without a signature',
      `access: ${A.split('.').slice(0, 2).join('.')}\nrefresh: ${R}`,
      'The access token is cut off: some of its characters are missing.',
    ],
    [
      'an ellipsis',
      `access: ${A.slice(0, 90)}…\nrefresh: ${R}`,
      'The access token was shortened: an ellipsis replaces some of its characters.',
    ],
    [
      'three full stops',
      `access: ${A.slice(0, 90)}...\nrefresh: ${R}`,
      'The access token was shortened: an ellipsis replaces some of its characters.',
    ],
    [
      'a letter too many in front',
      `access: n${A}\nrefresh: ${R}`,
      'The access token has other characters directly before or after it.',
    ],
    [
      'a letter too many behind',
      `access: ${A}x\nrefresh: ${R}`,
      'The access token has other characters directly before or after it.',
    ],
    [
      'a letter too many in its payload',
      `access: ${A.slice(0, 60)}x${A.slice(60)}\nrefresh: ${R}`,
      'The access token is damaged: its characters are not a valid token.',
    ],
    [
      'a placeholder',
      'AXIOM_ACCESS_TOKEN=your_auth_access_token\nAXIOM_REFRESH_TOKEN=your_refresh_token',
      'The access token is a placeholder, as in example files.',
    ],
    [
      'another placeholder',
      `AXIOM_ACCESS_TOKEN=<paste it here>\nAXIOM_REFRESH_TOKEN=${R}`,
      'The access token is a placeholder, as in example files.',
    ],
    ['the same twice', `AXIOM_ACCESS_TOKEN=${A}\nAXIOM_REFRESH_TOKEN=${A}`, 'This is the same token twice.'],
    [
      'a damaged one beside an old one',
      `auth-access-token=${A.slice(0, -4)}; auth-refresh-token=${R}\n${OLD}`,
      'The access token is cut off: some of its characters are missing.',
    ],
    [
      'an ellipsis within',
      `access: ${A.slice(0, 60)}...${A.slice(-20)}\nrefresh: ${R}`,
      'The access token was shortened: an ellipsis replaces some of its characters.',
    ],
    [
      'a space within',
      `access: ${A.slice(0, -10)} ${A.slice(-10)}\nrefresh: ${R}`,
      'The access token has a space in it.',
    ],
    [
      'without its first letter, unnamed',
      `${A.slice(1)}\n${R}`,
      'A token in this text is damaged: its characters are not a valid token.',
    ],
    [
      'without its front',
      `auth-access-token=${A}; auth-refresh-token=${R.slice(45)}`,
      'The refresh token is damaged: its characters are not a valid token.',
    ],
    [
      'of which the signature is left',
      // Not the signature of R: one in five hundred looks like something else.
      `auth-access-token=${A}; auth-refresh-token=Zk4mQ7wPz1LrTb9sXc2VqYh3Jd8Nf5KgEu6RaWoI1sA`,
      'The refresh token is damaged: its characters are not a valid token.',
    ],
    [
      'of which the end of a line is left',
      // Not the signature of A: by chance it looks like something else.
      `access_token=Kx8wQ2vN5mRt7LzYc4Jp\nrefresh_token=${R}`,
      'The access token is damaged: its characters are not a valid token.',
    ],
    [
      'of base64, cut',
      `data:\n  AXIOM_ACCESS_TOKEN: ${Buffer.from(A).toString('base64').slice(0, -8)}\n  AXIOM_REFRESH_TOKEN: ${R}\n`,
      'The access token is cut off: some of its characters are missing.',
    ],
    [
      'a path',
      `AXIOM_ACCESS_TOKEN=${A}\nAXIOM_REFRESH_TOKEN=/run/secrets/axiom_refresh_1`,
      'The refresh token is not in this text: after its name there is a path, a number or a reference.',
    ],
    [
      'masked',
      `access_token=••••••••••••\nrefresh_token=${R}`,
      'The access token is masked: dots or stars replace its characters.',
    ],
    [
      'an example',
      `access_token="${A}"\nrefresh_token="test_refresh_token_12345"`,
      'The refresh token is a placeholder, as in example files.',
    ],
    [
      'commented out',
      `#AXIOM_ACCESS_TOKEN=${A}\n#AXIOM_REFRESH_TOKEN=${R}`,
      'The tokens in this text are commented out, and do not count.',
    ],
    [
      'the same twice beside another',
      `auth-access-token=${A}; auth-refresh-token=${A}; x=${R2}`,
      'This is the same token twice.',
    ],
    ['of two accounts', `auth-access-token=${A}; auth-refresh-token=${R2}`, OF_TWO_ACCOUNTS],
    ['of two accounts, unnamed', `${A}\n${R2}`, OF_TWO_ACCOUNTS],
    ['two access tokens', `access_token=${A}\nrefresh_token=${OLD}`, BOTH_ACCESS],
    ['two access tokens, unnamed', `${A}\n${OLD}`, BOTH_ACCESS],
    ['two access tokens with sure names', `auth-access-token=${AX}; auth-refresh-token=${AX_OLD}`, BOTH_ACCESS],
    [
      'two refresh tokens',
      `auth-access-token=${RX}; auth-refresh-token=${RX_OLD}`,
      'Both are refresh tokens, by their lifetime: the access token is missing.',
    ],
    ['an access token and another site’s token', `auth-access-token=${A}\n${SITE}`, 'The refresh token is missing.'],
    [
      'a refresh token and another site’s bearer',
      `Authorization: Bearer ${SITE}\nCookie: auth-refresh-token=${RX}`,
      'The access token is missing.',
    ],
    ['another site’s tokens', `${SITE}\n${SITE_2}`, 'There is no Axiom token in this text.'],
    [
      'a refresh token of a later sign-in',
      `auth-access-token=${AX_OLD}; auth-refresh-token=${RX_OLD}\nauth-refresh-token=${RX}`,
      SEVERAL,
    ],
    [
      'the newest access token cut',
      `auth-access-token=${OLD}; auth-refresh-token=${R}\nauth-access-token=${A.slice(0, -6)}; auth-refresh-token=${R}`,
      CUT,
    ],
    [
      'the newest access token cut early',
      `auth-access-token=${OLD}; auth-refresh-token=${R}\nauth-access-token=${A.slice(0, 70)}; auth-refresh-token=${R}`,
      CUT,
    ],
    [
      'the newest access token cut, an older copy by another name',
      `AXIOM_ACCESS_TOKEN=${A.slice(0, -1)}\nAXIOM_REFRESH_TOKEN=${R}\nBACKUP_AXIOM_ACCESS_TOKEN=${OLD}`,
      CUT,
    ],
    [
      'the newest access token cut behind a plainer name',
      `auth-access-token=${OLD}; auth-refresh-token=${R}\naccess_token=${A.slice(0, -2)}`,
      CUT,
    ],
    [
      'the newest access token cut, unnamed',
      `auth-access-token=${OLD}; auth-refresh-token=${R}\n${A.slice(0, -3)}`,
      'A token in this text is cut off: some of its characters are missing.',
    ],
    [
      'the newest access token cut, none named',
      `${OLD}\n${OLD_R}\n${A.slice(0, -5)}\n${R}`,
      'A token in this text is cut off: some of its characters are missing.',
    ],
    [
      'Axiom’s access token and another issuer’s refresh token',
      `auth-access-token=${A}\nrefresh_token=${SITE_2}`,
      'The refresh token is missing.',
    ],
    [
      'Axiom’s access token and something opaque behind a plain name',
      `auth-access-token=${A}\nrefresh_token=abcdef0123456789abcd`,
      'The refresh token is missing.',
    ],
    [
      'the newest refresh token cut',
      `auth-access-token=${A}; auth-refresh-token=${OLD_R}\nauth-access-token=${A}; auth-refresh-token=${R.slice(0, 150)}`,
      'The refresh token is cut off: some of its characters are missing.',
    ],
    [
      'two cut ones',
      `access: ${A.slice(0, 80)}\nrefresh: ${R.slice(0, 80)}`,
      'The access token is cut off: some of its characters are missing.',
    ],
  ])('%s', (_what, text, words) => {
    expect(read(text)).toBe(words);
  });
});

describe('an opaque token', () => {
  it('is accepted if its name says what it is', () => {
    const [pair] = parsePastedTokens(
      new Secret('auth-access-token=abcdef0123456789abcd; auth-refresh-token=0123456789abcdefabcd'),
      NOW,
    );
    expect(pair?.tokens.accessToken.expose()).toBe('abcdef0123456789abcd');
    expect(pair?.tokens.expiresAtMs).toBeUndefined();
  });

  it.each([
    '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    'Zx81kQp3rT5v/7yA9bC1dE3f+5hJ7kL9mN1pQ3rS5tU=',
    'Zx81kQp3rT5vW7yA9bC1dE3fG5hJ7kL9mN1pQ3rS5tU7vW9xY1zA3bC5dE7fG9hJ',
  ])('is taken beside a JWT where it can be no piece of one: %s', (opaque) => {
    const [pair] = parsePastedTokens(new Secret(`auth-access-token=${A}; auth-refresh-token=${opaque}`), NOW);
    expect([pair?.tokens.accessToken.expose(), pair?.tokens.refreshToken.expose()]).toEqual([A, opaque]);
  });

  it.each(['abcdef0123456789abcd\n0123456789abcdefabcd', 'access: hello\nrefresh: world'])(
    'is not accepted from %j',
    (text) => {
      expect(read(text)).toBe('There is no Axiom token in this text.');
    },
  );
});
