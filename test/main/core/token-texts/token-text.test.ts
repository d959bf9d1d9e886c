import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { beginsToken, readTokenText } from '../../../../main/core/token-texts/token-text';
import { makeJwt } from '../../../support/make-jwt';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const made = (alg: unknown, bytes: number, payload: unknown = { iat: 1 }) =>
  `${encode({ alg })}.${encode(payload)}.${randomBytes(bytes).toString('base64url')}`;
const verdict = (text: string) => {
  const read = readTokenText(text);
  return read?.kind === 'fault' ? read.fault : read?.kind;
};
const GOOD = makeJwt({ issuedAtMs: 1 }).expose();

describe('a signature', () => {
  it.each([
    ['HS256', 32],
    ['HS384', 48],
    ['HS512', 64],
    ['RS256', 256],
    ['PS512', 384],
    ['RS512', 512],
    ['ES256', 64],
    ['ES384', 96],
    ['ES512', 132],
    ['EdDSA', 64],
    ['something new', 16],
    ['something new', 99],
  ])('of %s has %d bytes', (alg, bytes) => {
    expect(verdict(made(alg, bytes))).toBe('token');
    if (alg !== 'something new') {
      expect(verdict(made(alg, bytes - 1))).toBe('cut');
      expect(verdict(made(alg, 1_000))).toBe('glued');
    }
  });

  it('of an unknown algorithm has at least 16', () => {
    expect(verdict(made('something new', 15))).toBe('cut');
  });
});

describe('a token', () => {
  it('is given back without padding', () => {
    const padded = GOOD.split('.')
      .map((segment) => segment.padEnd(Math.ceil(segment.length / 4) * 4, '='))
      .join('.');
    expect(readTokenText(padded)).toEqual({ kind: 'token', text: GOOD });
  });

  it('may have a claim that is no UTF-8', () => {
    const payload = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff]), Buffer.from('"}')]).toString(
      'base64url',
    );
    const unsigned = `${encode({ alg: 'HS256' })}.${payload}`;
    const text = `${unsigned}.${createHmac('sha256', 'k').update(unsigned).digest('base64url')}`;
    expect(readTokenText(text)).toEqual({ kind: 'token', text });
  });

  it.each([
    ['without its signature', GOOD.split('.').slice(0, 2).join('.'), 'cut'],
    ['with an empty signature', `${GOOD.split('.').slice(0, 2).join('.')}.`, 'cut'],
    ['with a payload that is none', `${encode({ alg: 'HS256' })}.abcd.${'a'.repeat(43)}`, 'damaged'],
    ['with a list for a payload', made('HS256', 32, [1]), 'damaged'],
    ['with another segment', `${GOOD}.more`, 'glued'],
    ['with three full stops', `${GOOD}...`, 'shortened'],
    ['with letters before it', `xy${GOOD}`, 'glued'],
  ])('%s is %s', (_what, text, fault) => {
    expect(verdict(text)).toBe(fault);
  });

  it.each([
    '',
    'axiom.trade',
    'a.b.c',
    `${encode({ typ: 'JWT' })}.e30.${'a'.repeat(43)}`,
    `${encode({ alg: 1 })}.e30.x`,
  ])('is not seen in %j', (text) => {
    expect([readTokenText(text), beginsToken(text)]).toEqual([undefined, false]);
  });
});
