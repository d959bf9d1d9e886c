import { describe, expect, it } from 'vitest';
import { AxiomTokenError, ERROR_CODES } from '../../../../main/core/base/errors';
import { describeIssues, toFailure } from '../../../../main/desktop/ipc/to-outcome';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';

function failureOf(error: unknown) {
  const logger = new RecordingLogger();
  const failure = toFailure(error, 'signOut', { logger, makeErrorNumber: () => 'a1b2c3' });
  return { failure, lines: logger.lines };
}

describe('what crosses to the window', () => {
  it.each(ERROR_CODES.filter((code) => code !== 'INTERNAL'))('%s keeps its message, and the log its code', (code) => {
    const error = new AxiomTokenError(code, { cause: new Error('inner words') });
    const { failure, lines } = failureOf(error);
    expect(failure).toEqual({ code, message: error.message, remedy: error.remedy });
    expect(lines).toEqual([
      { level: 'info', message: 'a call ended with a failure', fields: { call: 'signOut', code } },
    ]);
  });

  it('a failure’s own message is preferred to that of its code', () => {
    const error = new AxiomTokenError('STORAGE_FULL', { message: 'The drive is full.', remedy: 'Take another.' });
    expect(failureOf(error).failure).toEqual({
      code: 'STORAGE_FULL',
      message: 'The drive is full.',
      remedy: 'Take another.',
    });
  });

  it.each([
    ['an inner failure', new AxiomTokenError('INTERNAL')],
    ['an unknown error', new TypeError('x is not a function')],
    ['a text', 'thrown'],
    ['nothing', undefined],
  ])('of %s a number, by which the log has the rest', (_what, thrown) => {
    const { failure, lines } = failureOf(thrown);
    expect(failure).toEqual({
      code: 'INTERNAL',
      message: 'Something went wrong inside the app. Error number: a1b2c3.',
      remedy: 'Try again. If this continues, report it, with the error number if one is shown.',
    });
    expect(lines).toEqual([
      {
        level: 'error',
        message: 'a call failed inside the app',
        cause: thrown,
        fields: { call: 'signOut', number: 'a1b2c3' },
      },
    ]);
  });

  it('an inner failure may say what happened', () => {
    const { failure } = failureOf(new AxiomTokenError('INTERNAL', { message: 'The page ended.', remedy: 'Again.' }));
    expect(failure).toMatchObject({ message: 'The page ended. Error number: a1b2c3.', remedy: 'Again.' });
  });
});

describe('issues of a payload', () => {
  it.each([
    [[], ''],
    [[{ path: ['email'], code: 'invalid_format' }], 'email: invalid_format'],
    [[{ path: [], code: 'invalid_type' }], 'input: invalid_type'],
    [[{ path: ['profiles', 2, 'id'] }], 'profiles.2.id: invalid'],
    [[{ path: [Symbol('mark')], code: 'x' }], 'Symbol(mark): x'],
    [
      ['a', 'b', 'c', 'd'].map((name) => ({ path: [name], code: 'too_small' })),
      'a: too_small, b: too_small, c: too_small',
    ],
  ])('%j are said as "%s"', (issues, words) => {
    expect(describeIssues(issues)).toBe(words);
  });

  it('never say the value, nor what zod says of it', () => {
    const issue = { path: ['code'], code: 'custom', input: 'secret', message: 'secret is wrong' };
    expect(describeIssues([issue])).toBe('code: custom');
  });
});
