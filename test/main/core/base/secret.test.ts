import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';

const TEXT = 'the-hidden-text';
const secret = new Secret(TEXT);

describe('Secret', () => {
  it('gives its text only by expose()', () => {
    expect(secret.expose()).toBe(TEXT);
  });

  it.each([
    ['String()', () => String(secret), '[secret]'],
    ['a template', () => `${secret}`, '[secret]'],
    ['concatenation', () => ['', secret].join(''), '[secret]'],
    ['JSON.stringify', () => JSON.stringify({ secret, list: [secret] }), '{"secret":"[secret]","list":["[secret]"]}'],
    ['util.inspect', () => inspect({ secret }, { depth: 10, showHidden: true }), '{ secret: [secret] }'],
  ])('shows only that it is one through %s', (_way, show, shown) => {
    expect(show()).toBe(shown);
  });

  it.each([
    ['util.inspect without custom inspectors', () => inspect(secret, { customInspect: false, showHidden: true })],
    ['spreading', () => JSON.stringify({ ...secret })],
    ['its keys', () => JSON.stringify(Reflect.ownKeys(secret))],
    ['a copy', () => inspect(structuredClone({ ...secret }))],
  ])('does not show it through %s', (_way, show) => {
    expect(show()).not.toContain(TEXT);
  });

  it('compares by text', () => {
    expect(secret.equals(new Secret(TEXT))).toBe(true);
    expect(secret.equals(new Secret(`${TEXT} `))).toBe(false);
  });
});
