import { describe, expect, it } from 'vitest';
import { codeDigits } from '../../../renderer/model/code-digits';

describe('the code', () => {
  it.each([
    ['123456', '123456'],
    ['123 456', '123456'],
    [' 123-456\n', '123456'],
    ['1234567', '123456'],
    ['abc', ''],
    ['Your code: 987654', '987654'],
  ])('reads %j as %j', (typed, digits) => expect(codeDigits(typed)).toBe(digits));
});
