import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unwrapText } from '../../../../main/core/token-texts/unwrapped-text';
import { makeJwt } from '../../../support/make-jwt';

it.each([
  ['a\\nb\\tc\\"d\\"', 'a\nb\tc"d"'],
  ['\\u0022a\\x22', '"a"'],
  ['%22a%3D%22%0Ab', '"a="\nb'],
  ['%2522a%2522', '"a"'],
  ['%EF%BB%BFa%C3%B6b%FFc', 'aöb c'],
  ['&quot;a&#34;&#x22;&amp;quot;', '"a"""'],
  ['^"a^" ^\r\nb', '"a" \r\nb'],
  ['a\u200Bb\uFEFFc\u00ADd', 'abcd'],
  ['“a” ‘b’ «c»', '"a" \'b\' "c"'],
  ['a：b＝c；d，e', 'a:b=c;d,e'],
  ['<![CDATA[a]]>', 'a'],
  ['│ a ┃', '| a |'],
  ['\u001B[0;32ma\u001B[0m', 'a'],
  ['a\\_b\\-c\\.d', 'a_b-c.d'],
  ['50% of 100%', '50% of 100%'],
  ['&unknown; &#99999999;', '&unknown; &#99999999;'],
  ['', ''],
])('%j is %j inside', (text, inside) => {
  expect(unwrapText(text)).toBe(inside);
});

it('ends after some layers, however many there are', () => {
  const deep = Array.from({ length: 40 }).reduce<string>((text) => encodeURIComponent(`"${text}"`), 'a');
  expect(unwrapText(deep).length).toBeLessThan(deep.length);
});

it('does not change a token, whatever text is around it', () => {
  const token = makeJwt({ issuedAtMs: 1 }).expose();
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      expect(unwrapText(`${before}\n${token}\n${after}`)).toContain(token);
    }),
  );
});
