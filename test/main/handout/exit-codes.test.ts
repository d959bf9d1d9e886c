import { expect, it } from 'vitest';
import { ERROR_CODES } from '../../../main/core/base/errors';
import { EXIT_MEANINGS, EXIT_OF_CODE, isTemporary } from '../../../main/handout/exit-codes';

it('has a meaning for the exit code of each error, each once', () => {
  const codes = EXIT_MEANINGS.map(([code]) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of ERROR_CODES) expect(codes).toContain(EXIT_OF_CODE[code]);
});

it.each([
  ['NETWORK', 9, true],
  ['RATE_LIMITED', 9, true],
  ['PAUSED', 7, false],
  ['UNAUTHORIZED', 4, false],
  ['NOT_ANSWERED', 13, false],
  ['BROKER_UNAVAILABLE', 11, false],
] as const)('%s is %i', (code, exit, temporary) => {
  expect([EXIT_OF_CODE[code], isTemporary(code)]).toEqual([exit, temporary]);
});
