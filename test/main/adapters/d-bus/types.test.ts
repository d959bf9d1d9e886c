import { expect, it } from 'vitest';
import { splitSignature } from '../../../../main/adapters/d-bus/types';

it.each([
  ['', []],
  ['s', ['s']],
  ['ybnqiuxtdhsogv', [...'ybnqiuxtdhsogv']],
  ['sa{sv}as', ['s', 'a{sv}', 'as']],
  ['u(ia{sv}av)', ['u', '(ia{sv}av)']],
  ['a(iiay)(s(b))', ['a(iiay)', '(s(b))']],
  ['aaas', ['aaas']],
])('%j is of the types %j', (signature, types) => {
  expect(splitSignature(signature)).toEqual(types);
});

it.each([
  'z',
  'a',
  '(',
  '()',
  '(s',
  ')',
  '{sv}',
  'a{s}',
  'a{ssv}',
  'a{sv',
  'a{}',
  `${'a'.repeat(70)}s`,
  `${'('.repeat(70)}s`,
])('%j is no signature', (signature) => {
  expect(() => splitSignature(signature)).toThrow(RangeError);
});
