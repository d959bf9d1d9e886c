import { afterEach, expect, it, vi } from 'vitest';
import { withinLimit } from '../../../../main/adapters/peer/within-limit';

afterEach(() => vi.useRealTimers());

it('answers nothing for a drive that does not answer, else its answer', async () => {
  vi.useFakeTimers();
  const late = withinLimit(new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await late).toBeUndefined();
  expect(await withinLimit(Promise.resolve(7))).toBe(7);
  expect(vi.getTimerCount()).toBe(0);
});
