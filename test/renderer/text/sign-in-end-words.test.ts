import { describe, expect, it } from 'vitest';
import { createDateTexts } from '../../../renderer/text/date-texts';
import { signInEndWords } from '../../../renderer/text/sign-in-end-words';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';

describe('the end of a sign-in in words', () => {
  const dates = createDateTexts('en-GB', 'UTC');
  it.each([
    [53 * 3_600_000, 'Signed in until 3 Mar, 17:00, 2 days from now.'],
    [3 * 3_600_000, 'Signed in until 15:00, 3 h from now.'],
    [90_000, 'Signed in until 12:01, 1:30 min from now.'],
  ])('%d ms ahead names moment and distance', (aheadMs, words) => {
    expect(signInEndWords(FAKE_START_MS + aheadMs, FAKE_START_MS, dates)).toBe(words);
  });
});
