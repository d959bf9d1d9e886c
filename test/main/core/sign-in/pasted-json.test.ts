import { describe, expect, it } from 'vitest';
import { readNamedTexts } from '../../../../main/core/sign-in/pasted-json';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';

const read = (value: unknown) => readNamedTexts(JSON.stringify(value));
const pairs = (value: unknown) => read(value)?.texts.map(({ name, text }) => `${name}=${text}`);
const expiry = (fields: Readonly<Record<string, unknown>>) => read(fields)?.expiresAtMs;

describe('readNamedTexts', () => {
  it.each(['', 'hello', '{', '"text"', '7', 'true', 'null'])('finds no pairs in %j', (text) => {
    expect(readNamedTexts(text)).toBeUndefined();
  });

  it('skips a byte-order mark', () => {
    expect(readNamedTexts('\uFEFF{"a":"x"}')?.texts).toEqual([{ name: 'a', text: 'x' }]);
  });

  it('gives every text with its name, at any depth, and nothing that is no text', () => {
    const value = { a: 'x', b: { c: 'y', d: [{ e: 'z' }, 'w'] }, n: 1, no: null, yes: true };
    expect(pairs(value)).toEqual(['a=x', 'c=y', 'e=z', '1=w']);
    expect(read({ a: 1 })).toStrictEqual({ texts: [] });
  });

  it('reads a cookie of a list by its own name, once, and what else it says besides', () => {
    expect(pairs([{ domain: '.axiom.trade', name: 'auth', value: 'x', path: '/' }])).toEqual([
      'auth=x',
      'domain=.axiom.trade',
      'path=/',
    ]);
  });

  it.each([
    ['has no value', { name: 'auth', other: 'x' }, ['name=auth', 'other=x']],
    ['has no name', { value: 'x', other: 'y' }, ['value=x', 'other=y']],
    ['has a name that is no text', { name: 7, value: 'x' }, ['value=x']],
    ['has a value that is no text', { name: 'auth', value: { inner: 'x' } }, ['name=auth', 'inner=x']],
  ])('does not take for a cookie what %s', (_what, value, expected) => {
    expect(pairs(value)).toEqual(expected);
  });

  it('looks eight levels deep and no deeper', () => {
    const nested = (levels: number): unknown => (levels === 0 ? { deep: 'x' } : { in: nested(levels - 1) });
    expect(pairs(nested(8))).toEqual(['deep=x']);
    expect(pairs(nested(9))).toEqual([]);
    expect(pairs(nested(100))).toEqual([]);
  });

  it.each([
    ['RFC 3339', { expires_at: '2026-03-01T12:00:00Z' }, FAKE_START_MS],
    ['seconds', { expires_at: FAKE_START_MS / 1000 }, FAKE_START_MS],
    ['seconds with a fraction', { expires_at: 1.0009 }, 1_000],
    ['the last number that is seconds', { expires_at: 99_999_999_999 }, 99_999_999_999_000],
    ['the first number that is milliseconds', { expires_at: 100_000_000_000 }, 100_000_000_000],
    ['milliseconds with a fraction', { expires_at: FAKE_START_MS + 0.5 }, FAKE_START_MS],
    ['the last number that is a time', { expires_at: 1e14 }, 1e14],
    ['in camel case', { expiresAt: 1 }, 1_000],
    ['in one word and capitals', { EXPIRESAT: 2 }, 2_000],
    ['further inside', { tokens: { expires_at: 3 } }, 3_000],
  ])('reads an expiry: %s', (_what, fields, expected) => {
    expect(expiry(fields)).toBe(expected);
  });

  it.each([
    ['a number too large for a time', { expires_at: 1e14 + 1 }],
    ['nought', { expires_at: 0 }],
    ['a negative number', { expires_at: -5 }],
    ['words', { expires_at: 'soon' }],
    ['yes', { expires_at: true }],
    ['a list', { expires_at: [5] }],
    ['null', { expires_at: null }],
    ['an expiry of something else', { refresh_expires_at: 5 }],
    ['an expiry with more in its name', { expires_at_all: 5 }],
    ['another field', { issued_at: 5 }],
  ])('does not take %s for the expiry', (_what, fields) => {
    expect(read(fields)).not.toHaveProperty('expiresAtMs');
  });

  it('keeps the first expiry that it can read', () => {
    expect(expiry({ expires_at: 'soon', expiresAt: 5, more: { expires_at: 6 } })).toBe(5_000);
  });
});
