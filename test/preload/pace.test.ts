import { describe, expect, it } from 'vitest';
import { createPace } from '../../preload/pace';

/** A pace by a clock that stands still unless it is moved, and how long each call had to wait. */
function paced() {
  const clock = { nowMs: 1_000 };
  const waits: number[] = [];
  const turn = createPace(
    () => clock.nowMs,
    async (ms) => void waits.push(ms),
  );
  return { clock, waits, turn };
}

describe('calls of a page', () => {
  it('go at once where there are a few, and then one each 5 ms', async () => {
    const { waits, turn } = paced();
    for (let call = 0; call < 12; call++) await turn();
    expect(waits).toEqual([5, 10, 15]);
  });

  it('go at once again after a rest', async () => {
    const { clock, waits, turn } = paced();
    for (let call = 0; call < 12; call++) await turn();
    clock.nowMs += 1_000;
    for (let call = 0; call < 9; call++) await turn();
    expect(waits).toHaveLength(3);
  });

  it('are refused where two hundred wait, and go on later', async () => {
    const { clock, waits, turn } = paced();
    for (let call = 0; call < 209; call++) await turn();
    await expect(turn()).rejects.toThrow('too many');
    expect(waits.at(-1)).toBe(1_000);
    clock.nowMs += 5;
    await turn();
    expect(waits).toHaveLength(201);
  });
});
