import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../../../main/handout/formats/template';
import { makeTokenAnswer } from '../../../support/command-line/make-answers';

const token = makeTokenAnswer({ access_token: `a'b"c d`, profile: 'main', generation: 3, expires_at: null });

describe('a template', () => {
  it.each([
    ['', ''],
    ['no fields', 'no fields'],
    ['{profile}/{generation}', 'main/3'],
    ['{access_token}', `a'b"c d`],
    ['{access_token:sh}', `'a'\\''b"c d'`],
    ['{access_token:json}', String.raw`"a'b\"c d"`],
    ['{access_token:url}', "a'b%22c%20d"],
    ['{{"t": {access_token:json}}}', String.raw`{"t": "a'b\"c d"}`],
    ['{{{profile}}}', '{main}'],
    ['[{expires_at}]', '[]'],
    ['$1 {profile}$& \\n', '$1 main$& \\n'],
  ])('%s', (text, made) => {
    expect(readTemplate(text, 'sh')(token)).toBe(made);
  });

  it('quotes for the shell that was named', () => {
    expect(readTemplate('{access_token:sh}', 'fish')(token)).toBe(String.raw`'a\'b"c d'`);
  });

  it.each([
    ['{token}', 'There is no field {token}.'],
    ['{}', 'There is no field {}.'],
    ['{constructor}', 'There is no field {constructor}.'],
    ['{profile', 'A "{" has no counterpart.'],
    ['profile}', 'A "}" has no counterpart.'],
    ['{profile:xml}', '{profile:xml} has no such quoting.'],
    ['{profile:sh:json}', 'has no such quoting.'],
    ['{profile:toString}', 'has no such quoting.'],
  ])('%s is refused', (text, said) => {
    expect(() => readTemplate(text, 'sh')).toThrow(said);
  });
});
