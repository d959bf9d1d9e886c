import { describe, expect, it } from 'vitest';
import { parseJsonText } from '../../../../main/core/base/json-text';

describe('JSON of any program', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['\uFEFF{"a":1}', { a: 1 }],
    ['\uFEFF\uFEFF{"a":1}', undefined],
    ['{"a":"\uFEFF"}', { a: '\uFEFF' }],
    ['\uFEFF', undefined],
    ['', undefined],
    ['{"a":', undefined],
    ['null', null],
  ])('reads %j', (text, value) => {
    expect(parseJsonText(text)).toEqual(value);
  });
});
