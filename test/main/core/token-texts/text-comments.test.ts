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
  'text/* @ */',
])('%j is not', (text) => {
  expect(isCommented(text)).toBe(false);
});

it('places are told one after the other', () => {
  const isComment = commentsOf('a\n# b\nc /* d */ e');
  expect([0, 4, 6, 11, 16].map(isComment)).toEqual([false, true, false, true, false]);
});

it('the beginning of a line is enough', () => {
  expect([isLineComment('# a'), isLineComment('a')]).toEqual([true, false]);
});
