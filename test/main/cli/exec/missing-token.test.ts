import { expect, it } from 'vitest';
import { isOfPerson, MissingToken, needsPerson } from '../../../../main/cli/exec/missing-token';
import { AxiomTokenError, ERROR_CODES } from '../../../../main/core/base/errors';

function setUp(mayEnd = true) {
  const said: string[] = [];
  const missing = new MissingToken({ mayEnd, say: (line) => said.push(line) });
  const fail = (code: 'NETWORK' | 'WRONG_ACCOUNT' | 'TOKEN_NOT_FOUND') => {
    const error = new AxiomTokenError(code, { message: `${code}.`, remedy: 'Do.' });
    missing.note(error);
    missing.warn(error);
  };
  return { said, missing, fail };
}

it('says each reason once, until there was a token', () => {
  const { said, missing, fail } = setUp();
  fail('NETWORK');
  fail('NETWORK');
  missing.end();
  fail('NETWORK');
  expect(said).toEqual(Array(2).fill('axiom-tokens: no fresh token for the program: NETWORK. Do.'));
});

it.each(['WRONG_ACCOUNT', 'TOKEN_NOT_FOUND'] as const)(
  '%s is a loss until there is a token, and later events are reported',
  (code) => {
    const { said, missing, fail } = setUp();
    fail('NETWORK');
    expect(missing.lost).toBeUndefined();
    fail(code);
    expect(missing.lost?.code).toBe(code);
    expect(said[1]).toContain('The program is stopped when its token expires.');
    missing.end();
    expect(missing.lost).toBeUndefined();
    const other = setUp(false);
    other.fail(code);
    expect(other.said[0]).not.toContain('stopped');
  },
);

it('knows who can help', () => {
  const having = (is: (error: AxiomTokenError) => boolean) =>
    ERROR_CODES.filter((code) => is(new AxiomTokenError(code)));
  expect(having(needsPerson)).toEqual(['UNAUTHORIZED', 'NOT_AUTHENTICATED', 'BROWSER_REQUIRED']);
  expect(having(isOfPerson)).toEqual(['DENIED', 'NOT_ANSWERED']);
});
