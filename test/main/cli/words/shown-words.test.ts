import { expect, it } from 'vitest';
import { shownLine, shownLines, shownValue } from '../../../../main/cli/words/shown-words';

it.each([
  ['what a person types, in any language', 'bot (日本) – é', 'bot (日本) – é'],
  ['an escape, a bell', '\u001b[31mred\u0007', '\uFFFD[31mred\uFFFD'],
  ['eight-bit controls', '\u009b2J', '\uFFFD2J'],
  ['what turns the direction', 'a\u202eb\u2066c', 'a\uFFFDb\uFFFDc'],
  ['what is not seen', 'a\u200bb', 'a\uFFFDb'],
  ['ends of lines', 'a\nb\r\nc\u2028d', 'a\uFFFDb\uFFFD\uFFFDc\uFFFDd'],
])('a line: %s', (_what, text, expected) => {
  expect(shownLine(text)).toBe(expected);
});

it('lines keep their ends, and the colours that are ours where there are colours', () => {
  const text = '\u001b[31mred\u001b[0m\nnext\u001b[2J\u009b31m\u202e';
  expect(shownLines(text, true)).toBe('\u001b[31mred\u001b[0m\nnext\uFFFD[2J\uFFFD31m\uFFFD');
  expect(shownLines(text)).toBe('\uFFFD[31mred\uFFFD[0m\nnext\uFFFD[2J\uFFFD31m\uFFFD');
  expect(shownLines('\u009b[31m', true)).toBe('\uFFFD[31m');
});

it('an object is the same with each text on one line', () => {
  const value = { a: 'x\n', b: [1, null, true, undefined, { 'k\u001b': '\u0007' }] };
  expect(shownValue(value)).toEqual({ a: 'x\uFFFD', b: [1, null, true, undefined, { 'k\uFFFD': '\uFFFD' }] });
  expect(value.a).toBe('x\n');
});
