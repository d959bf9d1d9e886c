import { expect, it } from 'vitest';
import { failureSchema, profileFailureSchema } from '../../../preload/contract/failure-schema';

const FAILURE = { code: 'NETWORK', message: 'Axiom cannot be reached.', remedy: 'Check the connection.' };

it.each([
  ['in words', FAILURE, true],
  ['without what to do', { code: 'NETWORK', message: 'Axiom cannot be reached.' }, false],
  ['with what caused it', { ...FAILURE, cause: 'x' }, false],
])('a failure %s is checked', (_what, failure, fits) => {
  expect(failureSchema.safeParse(failure).success).toBe(fits);
});

it('names its account where there are several', () => {
  expect(profileFailureSchema.safeParse({ ...FAILURE, profileId: 'hedge', name: 'Hedge' }).success).toBe(true);
  expect(profileFailureSchema.safeParse(FAILURE).success).toBe(false);
});
