import { describe, expect, it } from 'vitest';
import { CommandFailure, EXIT_OF_FAILURE, toErrorAnswer, usageError } from '../../../../main/cli/words/command-failure';
import { AxiomTokenError, ERROR_CODES } from '../../../../main/core/base/errors';
import { EXIT_MEANINGS, EXIT_OF_CODE } from '../../../../main/handout/exit-codes';

describe('a failure as an answer', () => {
  it.each(ERROR_CODES)('has the exit code of %s', (code) => {
    expect(toErrorAnswer(new AxiomTokenError(code))).toMatchObject({ code, exit: EXIT_OF_CODE[code] });
  });

  it('has those of the command line itself, all of them explained', () => {
    const known = EXIT_MEANINGS.map(([code]) => code);
    for (const exit of Object.values(EXIT_OF_FAILURE)) expect(known).toContain(exit);
    expect(toErrorAnswer(new CommandFailure('TIMED_OUT', 'a', 'b'))).toEqual({
      schema: 'axiom-tokens.error.v1',
      ...{ code: 'TIMED_OUT', exit: 124, message: 'a', hint: 'b', temporary: true, retry_after_ms: null },
    });
  });

  it('reports how long to wait, and that usage was wrong', () => {
    const busy = toErrorAnswer(new AxiomTokenError('RATE_LIMITED', { retryAfterMs: 5000 }));
    expect([busy.exit, busy.temporary, busy.retry_after_ms]).toEqual([9, true, 5000]);
    expect(toErrorAnswer(usageError('a', 'b'))).toMatchObject({ exit: 2, message: 'a', hint: 'b', temporary: false });
  });

  it('leaves out what it does not know', () => {
    expect(JSON.stringify(toErrorAnswer(new Error('secret')))).not.toContain('secret');
    expect(toErrorAnswer('secret').exit).toBe(1);
  });
});
