import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/secret';

const TEXT = 'the-hidden-text';
const secret = new Secret(TEXT);

describe('Secret', () => {
  it('gives its text to expose() alone', () => {
    expect(secret.expose()).toBe(TEXT);
  });

  it.each([
    ['String()', String(secret)],
    ['a template', `${secret}`],
    ['concatenation', ['', secret].join('')],
    ['JSON.stringify', JSON.stringify({ secret, list: [secret] })],
    ['util.inspect', inspect({ secret }, { depth: 10, showHidden: true })],
    ['util.inspect without custom inspectors', inspect(secret, { customInspect: false, showHidden: true })],
    ['spreading', JSON.stringify({ ...secret })],
    ['its keys', JSON.stringify(Reflect.ownKeys(secret))],
    ['a copy', inspect(structuredClone({ ...secret }))],
  ])('does not show it through %s', (_way, shown) => {
    expect(shown).not.toContain(TEXT);
  });

  it('compares by text', () => {
    expect(secret.equals(new Secret(TEXT))).toBe(true);
    expect(secret.equals(new Secret(`${TEXT} `))).toBe(false);
  });
});
