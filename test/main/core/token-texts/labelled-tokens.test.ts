// The tokens found in a text, before a choice. Containers of all kinds: pasted-tokens.containers.test.ts.
import { describe, expect, it } from 'vitest';
import { findTokens } from '../../../../main/core/token-texts/labelled-tokens';
import { makeJwt } from '../../../support/make-jwt';

const A = makeJwt({ issuedAtMs: 1 }).expose();
const R = makeJwt({ issuedAtMs: 2 }).expose();

describe('a text', () => {
  it('gives its tokens in order, with their labels', () => {
    const { tokens, faults } = findTokens(`auth-access-token=${A}; session=${R}`);
    expect(tokens).toEqual([
      { text: A, at: 18, isJwt: true, role: 'access', rank: 3, family: '' },
      { text: R, at: 28 + A.length, isJwt: true, role: 'other', rank: 0, family: '' },
    ]);
    expect(faults).toEqual([]);
  });

  it.each(['# access: ', '  // access: ', '; access=', '-- access=', 'REM set access='])(
    'leaves out what follows %j',
    (start) => {
      expect(findTokens(`${start}${A}\naccess: ${R}`).tokens.map(({ text }) => text)).toEqual([R]);
    },
  );

  it.each(['/* access: ', '<!-- access: '])('leaves out a block that begins with %j', (start) => {
    const end = start.startsWith('/') ? '*/' : '-->';
    const { tokens, commented } = findTokens(`${start}\n${A}\n${end} access: ${R}`);
    expect([tokens.map(({ text }) => text), commented]).toEqual([[R], 1]);
  });

  it('leaves out what is struck out', () => {
    expect(findTokens(`access: ~~${A}~~ ${R}`).tokens.map(({ text }) => text)).toEqual([R]);
  });

  it('counts a cookie that a script may not read, though its line looks like a comment', () => {
    expect(findTokens(`#HttpOnly_.axiom.trade\tTRUE\t/\tTRUE\t0\tauth-access-token\t${A}`).tokens).toHaveLength(1);
  });

  it.each([
    [`access: ${A.slice(0, -3)} `, 'cut'],
    [`access: ${A.slice(0, 70)}\nQUJDREVGR0g\n`, 'broken'],
    [`access: ${A}… `, 'shortened'],
    [`access: x${A}`, 'glued'],
    [`access: ${A.slice(0, 60)}...${A.slice(-20)}`, 'shortened'],
    [`access: ${A.slice(0, 60)} ${A.slice(60)}`, 'spaced'],
    [`access: ${A.slice(1)}`, 'damaged'],
    ['access_token=••••••••••', 'masked'],
    ['access_token=/run/secrets/access_1', 'elsewhere'],
    ['access_token=your_access_token', 'placeholder'],
    ['access_token=${ACCESS_TOKEN}', 'placeholder'],
    ['access_token: null', 'placeholder'],
  ])('of %# says what is wrong', (text, fault) => {
    expect(findTokens(text)).toMatchObject({ tokens: [], faults: [{ role: 'access', fault }] });
  });

  it('does not join the end of a broken line to a token where another one begins', () => {
    expect(findTokens(`${A.slice(0, 70)}\n${R}`).tokens.map(({ text }) => text)).toEqual([R]);
  });
});
