import { describe, expect, it } from 'vitest';
import { codeDigits, codeToSend } from '../../../renderer/model/code-digits';

describe('the code', () => {
  it.each([
    ['123456', '123456'],
    ['123 456', '123456'],
    [' 123-456\n', '123456'],
    ['1234567', '123456'],
    ['abc', ''],
    ['Your code: 987654', '987654'],
  ])('reads %j as %j', (typed, digits) => expect(codeDigits(typed)).toBe(digits));

  it.each([
    ['five digits', '12345', [], undefined],
    ['six', '123456', [], '123456'],
    ['six in a sentence', 'Your code is 123-456.', [], '123456'],
    ['more than six', 'In 2026: 123456', [], undefined],
    ['six that were sent', '123 456', ['123456'], undefined],
    ['six others', '123457', ['123456'], '123457'],
    ['the first of two that were sent', '123456', ['123456', '123457'], undefined],
  ])('of %s sends itself or not', (_what, typed, sent, code) => {
    expect(codeToSend(typed, new Set(sent))).toBe(code);
  });
});
