// Parsing a body. The meaning of a whole answer: axiom-answer.test.ts.
import { describe, expect, it } from 'vitest';
import { readAxiomBody } from '../../../../main/adapters/axiom/axiom-answer-body';
import { makeResponse } from '../../../support/axiom-response';

/** The parsed values, with secrets in plain text. */
function read(body: string, contentType?: string) {
  const headers: Readonly<Record<string, string>> = contentType === undefined ? {} : { 'content-type': contentType };
  const { accessToken, refreshToken, otpToken, ...rest } = readAxiomBody(makeResponse({ headers, body }));
  const tokens = { access: accessToken?.expose(), refresh: refreshToken?.expose(), otp: otpToken?.expose() };
  return { ...rest, ...Object.fromEntries(Object.entries(tokens).filter(([, value]) => value !== undefined)) };
}

describe('a body of JSON', () => {
  it.each([
    ['accessToken', 'access'],
    ['auth-access-token', 'access'],
    ['access_token', 'access'],
    ['refreshToken', 'refresh'],
    ['auth-refresh-token', 'refresh'],
    ['refresh_token', 'refresh'],
    ['otpJwtToken', 'otp'],
  ])('with %s holds the %s token', (field, kind) => {
    expect(read(JSON.stringify({ [field]: 'a.b.c' }))).toEqual({ isHtml: false, [kind]: 'a.b.c' });
  });

  it('with a field in several spellings gives the one that the site’s own code reads', () => {
    const spellings = { access_token: '3', 'auth-access-token': '2', accessToken: '1' };
    expect(read(JSON.stringify(spellings))).toMatchObject({ access: '1' });
    expect(read(JSON.stringify({ ...spellings, accessToken: '' }))).toMatchObject({ access: '2' });
  });

  it.each([
    ['empty', ''],
    ['no text', 7],
    ['nothing', null],
    ['a list', ['a.b.c']],
  ])('with a token that is %s holds the others all the same', (_what, accessToken) => {
    expect(read(JSON.stringify({ accessToken, refreshToken: 'r' }))).toEqual({ isHtml: false, refresh: 'r' });
  });

  it.each([
    [{ error: 'Invalid OTP' }, 'Invalid OTP'],
    [{ message: 'wrong code' }, 'wrong code'],
    [{ error: 'x', message: 'y' }, 'x y'],
    [{ error: '', message: 'y' }, 'y'],
    [{ error: { code: 1 }, message: 'y' }, 'y'],
  ])('of an error (%j) has the text to compare: %s', (json, errorText) => {
    expect(read(JSON.stringify(json))).toEqual({ isHtml: false, errorText });
  });

  it.each(['"Access token refreshed"', '7', 'null', 'true', '[1, 2]', '{}'])(
    'may be %s, and then holds nothing',
    (body) => {
      expect(read(body)).toEqual({ isHtml: false });
    },
  );

  it('is JSON whatever its type says, and after a byte order mark and space', () => {
    expect(read('\uFEFF \n{"accessToken":"a"}\n', 'text/html')).toEqual({ isHtml: false, access: 'a' });
  });

  it('shows no token when what was read is printed', () => {
    const body = readAxiomBody(makeResponse({ body: '{"accessToken":"kanarienvogel","otpJwtToken":"kanarienvogel"}' }));
    expect(JSON.stringify(body)).not.toContain('kanarienvogel');
  });
});

describe('a body that is no JSON', () => {
  it.each([
    ['<!doctype html><h1>Hello</h1>', undefined, true],
    ['  \n<html></html>', undefined, true],
    ['\uFEFF<html></html>', undefined, true],
    ['Hello', 'text/html; charset=utf-8', true],
    ['Hello', 'application/xhtml+xml', true],
    ['Hello', 'TEXT/HTML', true],
    ['', 'text/html', true],
    ['Unauthorized', 'text/plain', false],
    ['Unauthorized', undefined, false],
    ['{"accessToken":"a', 'application/json', false],
    ['', undefined, false],
  ])('%j of the type %s is a page for people: %s', (body, contentType, isHtml) => {
    expect(read(body, contentType)).toEqual({ isHtml });
  });
});
