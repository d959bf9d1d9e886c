// Texts that are refused, in which words, and those with several accounts or with tokens that are no JWTs.
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import { parsePastedTokens } from '../../../../main/core/sign-in/pasted-tokens';
import { A, jwt, MINUTE, NOW, OLD, R, readPaste as read } from '../../../support/read-paste';

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

describe('what is refused, and in which words', () => {
  it.each<readonly [string, string, string]>([
    ['cut off', `access: ${A.slice(0, -2)}\nrefresh: ${R}`, 'The access token is cut off: letters of it are missing.'],
    [
      'without a signature',
      `access: ${A.split('.').slice(0, 2).join('.')}\nrefresh: ${R}`,
      'The access token is cut off: letters of it are missing.',
    ],
    [
      'an ellipsis',
      `access: ${A.slice(0, 90)}…\nrefresh: ${R}`,
      'The access token was shortened: an ellipsis stands where its letters should.',
    ],
    [
      'three full stops',
      `access: ${A.slice(0, 90)}...\nrefresh: ${R}`,
      'The access token was shortened: an ellipsis stands where its letters should.',
    ],
    [
      'a letter too many in front',
      `access: n${A}\nrefresh: ${R}`,
      'The access token has letters directly before or after it that are not its own.',
    ],
    [
      'a letter too many behind',
      `access: ${A}x\nrefresh: ${R}`,
      'The access token has letters directly before or after it that are not its own.',
    ],
    [
      'a letter too many in its payload',
      `access: ${A.slice(0, 60)}x${A.slice(60)}\nrefresh: ${R}`,
      'The access token is damaged: its letters make no token.',
    ],
    [
      'a placeholder',
      'AXIOM_ACCESS_TOKEN=your_auth_access_token\nAXIOM_REFRESH_TOKEN=your_refresh_token',
      'The access token is a placeholder, as example files have it.',
    ],
    [
      'another placeholder',
      `AXIOM_ACCESS_TOKEN=<paste it here>\nAXIOM_REFRESH_TOKEN=${R}`,
      'The access token is a placeholder, as example files have it.',
    ],
    ['the same twice', `AXIOM_ACCESS_TOKEN=${A}\nAXIOM_REFRESH_TOKEN=${A}`, 'This is the same token twice.'],
    [
      'a damaged one beside an old one',
      `auth-access-token=${A.slice(0, -4)}; auth-refresh-token=${R}\n${OLD}`,
      'The access token is cut off: letters of it are missing.',
    ],
    [
      'two cut ones',
      `access: ${A.slice(0, 80)}\nrefresh: ${R.slice(0, 80)}`,
      'The access token is cut off: letters of it are missing.',
    ],
  ])('%s', (_what, text, words) => {
    expect(read(text)).toBe(words);
  });
});

describe('an opaque token', () => {
  it('is taken where its name says what it is', () => {
    const [pair] = parsePastedTokens(
      new Secret('auth-access-token=abcdef0123456789abcd; auth-refresh-token=0123456789abcdefabcd'),
      NOW,
    );
    expect(pair?.tokens.accessToken.expose()).toBe('abcdef0123456789abcd');
    expect(pair?.tokens.expiresAtMs).toBeUndefined();
  });

  it.each(['abcdef0123456789abcd\n0123456789abcdefabcd', 'access: hello\nrefresh: world'])(
    'is not taken from %j',
    (text) => {
      expect(read(text)).toBe('There is no Axiom token in this text.');
    },
  );
});
