import { describe, expect, it } from 'vitest';
import { decodeJsonObject, parseJsonText } from '../../../../main/core/base/json-text';

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

describe('decodeJsonObject', () => {
  const encoded = (text: string) => Buffer.from(text).toString('base64url');

  it('gives the object of a part of a JWT, also with blanks before it', () => {
    expect(decodeJsonObject(encoded('{"alg":"HS256"}'))).toEqual({ alg: 'HS256' });
    expect(decodeJsonObject(encoded(' {"sub":"a"}'))).toEqual({ sub: 'a' });
  });

  it.each(['[]', '[{"a":1}]', '"{}"', 'null', '1', '{"a":', '{} {}', ''])('is undefined for %s', (text) => {
    expect(decodeJsonObject(encoded(text))).toBeUndefined();
  });

  it('is undefined for invalid base64url', () => {
    expect(decodeJsonObject('e30=')).toBeUndefined();
  });
});
