import { expect, it } from 'vitest';
import { RETRY_ADVICE } from '../../../../main/core/base/retry-advice';

it.each(Object.values(RETRY_ADVICE))('is a whole sentence, or the end of one: %s', (advice) => {
  expect(advice).toMatch(/^(?:[A-Z]|[;:] ).*\.$/);
  expect(advice).toContain('automatically');
});
