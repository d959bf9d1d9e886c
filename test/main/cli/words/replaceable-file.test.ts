import { expect, it } from 'vitest';
import { whyItStays } from '../../../../main/cli/words/replaceable-file';
import { TEXT_FORMATS } from '../../../../main/handout/formats/token-formats';
import { makeTokenAnswer } from '../../../support/command-line/make-answers';

it.each(Object.entries(TEXT_FORMATS))('what was written as %s before may be replaced', (_name, format) => {
  expect(whyItStays(format(makeTokenAnswer(), 'sh'))).toBeUndefined();
});

it.each([
  ['', undefined],
  ['{"access_token":"a","refresh_token":"held-by-axiom-token-manager"}', undefined],
  ['{"access_token":"a","refresh_token":null}', undefined],
  ['{"access_token":"a","refresh_token":"eyJ.a.b"}', 'holds a refresh token'],
  ['auth-refresh-token=eyJ.a.b; auth-access-token=eyJ', 'holds a refresh token'],
  ['AXIOM_REFRESH_TOKEN=eyJ.a.b', 'holds a refresh token'],
  ["export AXIOM_REFRESH_TOKEN='eyJ.a.b'", 'holds a refresh token'],
  ['AXMB\u0001', 'is a backup of this app'],
  ['AXMS\u0001', 'is where this app keeps a sign-in'],
  ['{"refresh_token":"held-by-axiom-token-manager","axiom_token_manager":{}}', 'is where this app keeps a sign-in'],
  ['AXIOM_ACCESS_TOKEN=a\nDATABASE_URL=x', 'holds other settings too'],
  ['DATABASE_URL=x', 'holds other settings too'],
])('%j: %s', (text, why) => {
  if (why === undefined) expect(whyItStays(text)).toBeUndefined();
  else expect(whyItStays(text)).toContain(why);
});

it('lets a template replace any file except one with a sign-in', () => {
  expect(whyItStays('TOKEN=a', true)).toBeUndefined();
  expect(whyItStays('refresh_token=eyJ', true)).toContain('holds a refresh token');
});
