import { describe, expect, it } from 'vitest';
import { judgeValue, maySignWith } from '../../../../main/core/token-texts/opaque-value';
import { makeJwt } from '../../../support/make-jwt';

const TOKEN = makeJwt({ issuedAtMs: 1, accountId: 'account-1' }).expose();
const [HEADER = '', CLAIMS = '', SIGNATURE = ''] = TOKEN.split('.');

describe('a value behind the name of a token', () => {
  it.each([
    'abcdef0123456789abcd',
    '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    'Zx81kQp3rT5v/7yA9bC1dE3f+5hJ7kL9mN1pQ3rS5tU=',
    'Zx81testQp3rT5vW7yA9bC1dE3f',
  ])('may be an opaque token: %s', (value) => {
    expect(judgeValue(value, '')).toBe('opaque');
  });

  it.each([
    ['without some letters of its front', TOKEN.slice(1)],
    ['from its claims on', `${CLAIMS}.${SIGNATURE}`],
    ['the end of its claims and the signature', TOKEN.slice(60)],
    ['a piece of its claims', CLAIMS.slice(5, 45)],
    ['its header', HEADER],
    ['the end of its header', HEADER.slice(6)],
    ['in hexadecimal digits', Buffer.from(TOKEN).toString('hex')],
    ['in base64', Buffer.from(TOKEN.slice(0, 26)).toString('base64')],
    // Not a new token's: about one in thirty has no digit in Base64, and looks like a word.
    ['the end of a signature in base64', 'Wms0bVE3d1B6MUxyVGI5c1hjMlY='],
    ['its header and signature in one', HEADER.slice(0, 20) + SIGNATURE],
  ])('is what is left of a JWT: %s', (_what, value) => {
    expect(judgeValue(value, '')).toBe('damaged');
  });

  it.each(['held-by-axiom-token-manager'])('is what this app writes in place of one: %s', (value) => {
    expect(judgeValue(value, '')).toBe('held');
    expect(judgeValue(`${value}-2`, '')).not.toBe('held');
  });

  it.each([
    'your_access_token',
    'test_access_token_12345',
    'dummy-refresh-token-123456',
    'ACCESS_TOKEN_FROM_COOKIES_1',
    'REFRESH_TOKEN_GOES_HERE_123',
    'refresh-token-value-1',
    'fake_refresh_key_1234',
    '$(cat ~/axiom_refresh_1.txt)',
    'x1x1x1x1x1x1x1x1x1x1',
    '${TOKEN}',
  ])('is a placeholder: %s', (value) => {
    expect(judgeValue(value, '')).toBe('placeholder');
  });

  it.each([
    ['/run/secrets/axiom_access_1'],
    ['~/.axiom/refresh_token_1'],
    ['C:\\tokens\\refresh_token_1'],
    ['op://Private/axiom1/access-token'],
    ['vault:secret/data/axiom1#access'],
    ['bws/382580ab-1368-4e85-bfa3'],
    ['encrypted:BDqDBibm4wsYqMpCjTQ6BsDHmMadg9K3d'],
    ['settings.REFRESH_TOKEN_2'],
    ['process.env.AXIOM_REFRESH_TOKEN_1'],
    ['access-token-2024.json'],
    ['1764583200000000'],
    ['2026-11-01_10-00-00'],
    ['2026-11-01T10:00:00Z'],
    ['%AXIOM_ACCESS_TOKEN_1%'],
    ['{{access_token_2024_v1}}'],
    ['00000000000000000000'],
    ['load_refresh_token_v2', '()'],
    ['tokens', '[refresh]'],
  ])('leads elsewhere: %s', (value, rest = '') => {
    expect(judgeValue(value, rest)).toBe('elsewhere');
  });

  it.each([
    ['••••••••••••', 'masked'],
    ['eyJhbGciOi****Ab12', 'masked'],
    ['eyJhbGciOiJIUzI1NiIs...', 'shortened'],
    ['eyJhbGciOiJIUzI1NiIs…', 'shortened'],
    ['abc123def456ghi789...', 'placeholder'],
    ['hello', undefined],
    ['Some', undefined],
    ['ghp_0123456789abcdefghij', undefined],
  ])('%s is %s', (value, judged) => {
    expect(judgeValue(value, '')).toBe(judged);
  });

  it.each(['("', '(\n  "', '(188) "'])('that is a call around the token itself has no effect: %j', (rest) => {
    expect(judgeValue('Some', rest)).toBeUndefined();
  });
});

describe('what may be a piece of a signature', () => {
  it.each([SIGNATURE, SIGNATURE.slice(-20), `eT${SIGNATURE}`])('is of its letters and hardly longer: %#', (value) => {
    expect(maySignWith(value, 43)).toBe(true);
  });

  it.each([
    '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    'ABCDEF0123456789ABCD',
    'Zx81kQp3rT5v/7yA9bC1dE3f',
    SIGNATURE + SIGNATURE,
  ])('is not of one case, with other letters or much longer: %#', (value) => {
    expect(maySignWith(value, 43)).toBe(false);
  });
});
