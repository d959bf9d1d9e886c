import { expect, it } from 'vitest';
import { failureKindWords } from '../../../renderer/text/failure-kind-words';

it.each([
  ['NETWORK', 'Not reached'],
  ['TIMEOUT', 'No answer in time'],
  ['RATE_LIMITED', 'Asked to wait'],
  ['BAD_RESPONSE', 'Axiom has trouble'],
  ['UNAUTHORIZED', 'Refused by Axiom'],
  ['BROWSER_REQUIRED', 'Browser check wanted'],
  ['INTERNAL', 'Did not work'],
])('%s is reported as "%s"', (code, words) => {
  expect(failureKindWords(code)).toBe(words);
});
