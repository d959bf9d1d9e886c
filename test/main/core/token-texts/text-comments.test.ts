import { expect, it } from 'vitest';
import { commentsOf, isLineComment } from '../../../../main/core/token-texts/text-comments';

const isCommented = (text: string) => commentsOf(text)(text.indexOf('@'));

it.each([
  '# @',
  'a\n  // x @',
  '; @',
  '-- @',
  'REM @',
  '/* @ */',
  'a\n/*\n b\n @\n*/ c',
  '{ /* "a": "@", */ }',
  '<p><!-- @ --></p>',
  '/* a */ /* @ */',
  ':: @',
  '＃ @',
  '> # @',
  '+# @',
  '12: # @',
  '     1\t# @',
  '.env:3:# @',
  '- # @',
  '<# @ #>',
  '{# @ #}',
  '--[[ @ ]]',
  'AXIOM_ACCESS_TOKEN=abcdefghijklmnop1234 # AXIOM_ACCESS_TOKEN=@',
  '{"//access_token": "@',
])('%j is commented out', (text) => {
  expect(isCommented(text)).toBe(true);
});

it.each([
  '@',
  'a # @',
  '#define A @',
  '#HttpOnly_.axiom.trade\t@',
  '/* a */ @',
  '/* @',
  '<!-- @',
  "accept: */*' 'cookie: @' 'accept: */*",
  'https://axiom.trade/* @ */*',
  'https://axiom.trade/?access_token=@',
  'curl https://axiom.trade/#access_token=@',
  '- name: @',
  'A=abcdefghijklmnop1234 @',
  'text/* @ */',
])('%j is not', (text) => {
  expect(isCommented(text)).toBe(false);
});

it('a batch file’s hidden remark is one', () => {
  expect(isLineComment('@REM set AXIOM_ACCESS_TOKEN=')).toBe(true);
});

it('places must be asked in order', () => {
  const isComment = commentsOf('a\n# b\nc /* d */ e');
  expect([0, 4, 6, 11, 16].map(isComment)).toEqual([false, true, false, true, false]);
});

it('the beginning of a line is enough', () => {
  expect([isLineComment('# a'), isLineComment('a')]).toEqual([true, false]);
});
