import { expect, it } from 'vitest';
import { isTokenField, TOKEN_FIELDS, tokenVariables } from '../../../../main/handout/formats/token-fields';
import { makeTokenAnswer } from '../../../support/command-line/make-answers';

const known = makeTokenAnswer();
const unknown = makeTokenAnswer({ expires_at: null, expires_in: null, issued_at: null, account: null });

it.each([
  ['cookie', `auth-access-token=${known.access_token}`, `auth-access-token=${known.access_token}`],
  ['header', `Cookie: auth-access-token=${known.access_token}`, `Cookie: auth-access-token=${known.access_token}`],
  ['expires_at', '2026-03-01T12:15:00.000Z', ''],
  ['expires_at_epoch', '1772367300', ''],
  ['expires_in', '900', ''],
  ['account', 'a@b.test', ''],
  ['generation', '3', '3'],
] as const)('%s is %s, and where it is not known %j', (field, told, otherwise) => {
  expect([TOKEN_FIELDS[field](known), TOKEN_FIELDS[field](unknown)]).toEqual([told, otherwise]);
});

it('has a text for each field', () => {
  for (const [name, read] of Object.entries(TOKEN_FIELDS)) {
    expect([isTokenField(name), typeof read(known), typeof read(unknown)]).toEqual([true, 'string', 'string']);
  }
  expect(isTokenField('toString')).toBe(false);
});

it('makes the variables of exec, without times that are not known', () => {
  expect(tokenVariables(known).map(([name]) => name)).toEqual([
    ...['AXIOM_ACCESS_TOKEN', 'AXIOM_REFRESH_TOKEN', 'AXIOM_TOKEN_EXPIRES_AT', 'AXIOM_TOKEN_EXPIRES_AT_EPOCH'],
    'AXIOM_TOKENS_PROFILE',
  ]);
  expect(tokenVariables(unknown).map(([name]) => name)).not.toContain('AXIOM_TOKEN_EXPIRES_AT');
});
