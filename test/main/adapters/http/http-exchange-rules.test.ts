import { describe, expect, it } from 'vitest';
import { bodyTooLarge, checkAddress, cookieHeader } from '../../../../main/adapters/http/http-exchange-rules';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { Secret } from '../../../../main/core/base/secret';
import { makeJwt } from '../../../support/make-jwt';

describe('an address that may be asked', () => {
  it.each([
    ['https://api6.axiom.trade/refresh-access-token?x=1', 'api6.axiom.trade'],
    ['HTTPS://AXIOM.TRADE', 'axiom.trade'],
    ['https://10.0.0.1/', '10.0.0.1'],
    ['http://127.0.0.1:4000/login-otp', '127.0.0.1:4000'],
    ['http://localhost:1', 'localhost:1'],
    ['http://[::1]:1/', '[::1]:1'],
  ])('is %s', (address, host) => {
    expect(checkAddress(address).host).toBe(host);
  });

  it.each([
    'http://axiom.trade/',
    'http://127.0.0.1.example.org/',
    'http://localhost.example.org/',
    'http://localhost@example.org/',
    'http://0.0.0.0/',
    'http://192.168.0.1/',
    'ws://localhost/',
    'ftp://localhost/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'javascript:0',
    '//axiom.trade/',
    'axiom.trade',
    'https://',
    '',
  ])('is not %j', (address) => {
    expect(() => checkAddress(address)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it.each(['http://me:kanarienvogel@example.org', 'https://kanarienvogel:x:y'])('is not quoted: %s', (address) => {
    try {
      checkAddress(address);
      throw new Error('it was accepted');
    } catch (error) {
      expect(error).toBeInstanceOf(AxiomTokenError);
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('kanarienvogel');
      expect(error).not.toHaveProperty('cause');
    }
  });
});

describe('the Cookie header', () => {
  const own = (cookies: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(cookies).map(([name, value]) => [name, new Secret(value)]));

  it.each([
    ['nothing', {}, {}, undefined],
    ['own cookies in their order', { b: '1', a: '2' }, {}, 'b=1; a=2'],
    ['others alone', {}, { cf_clearance: 'x' }, 'cf_clearance=x'],
    ['others before own ones', { a: '1' }, { cf_clearance: 'x' }, 'cf_clearance=x; a=1'],
    ['own ones in place of others of the name', { a: 'ours' }, { a: 'theirs', b: 'x' }, 'b=x; a=ours'],
  ])('of %s', (_what, ours, others, header) => {
    expect(cookieHeader(own(ours), others)).toBe(header);
  });

  it('is none without cookies', () => {
    expect(cookieHeader()).toBeUndefined();
  });

  it('accepts every character that a value may have', () => {
    const allowed = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))
      .filter((character) => /[!#-+\--:<-[\]-~]/.test(character))
      .join('');
    expect(allowed).toHaveLength(90);
    expect(cookieHeader(own({ a: allowed }))).toBe(`a=${allowed}`);
    const token = makeJwt().expose();
    expect(cookieHeader(own({ a: token }))).toBe(`a=${token}`);
  });

  it.each([
    '',
    ' ',
    'a b',
    'a;b',
    'a; b=c',
    'a,b',
    '"a"',
    'a\\b',
    'a\r\nx: y',
    'a\n',
    'a\t',
    'a\0',
    '\u007f',
    'g\u00e9',
  ])('is not made of %j, which would not stay one value', (value) => {
    expect(() => cookieHeader(own({ a: 'good', b: value }))).toThrow(
      expect.objectContaining({ code: 'INVALID_TOKEN' }),
    );
  });
});

it('an answer that is too large is not from Axiom', () => {
  expect(bodyTooLarge()).toMatchObject({ code: 'BAD_RESPONSE', message: expect.stringContaining('larger') });
});
