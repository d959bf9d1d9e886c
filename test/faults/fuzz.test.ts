import { expect, it } from 'vitest';
import { createSeededRandom } from '../axiom-simulator/seeded-random';
import { run } from './fuzz';
import { createRandomSource, mutateText } from './fuzz-mutations';
import { quotes } from './fuzz-oracle';

it('Z1: odd input gets a typed error at once, is never accepted and never repeated', async () => {
  const logged: string[] = [];
  const row = await run({ scale: 'short', seed: 1, log: (line) => logged.push(line) });
  expect(logged.slice(0, -1)).toEqual([]);
  expect(row).toMatchObject({ id: 'Z1', ok: true });
  expect(row.tried).toBeGreaterThan(70_000);
}, 120_000);

it('Z1: inputs are the same for the same seed, and an error that repeats its input is noticed', () => {
  const draw = (seed: number) =>
    mutateText('auth-access-token=abc', createRandomSource(createSeededRandom(seed)), 1_000);
  expect(draw(7)).toBe(draw(7));
  expect(new Set([1, 2, 3, 4, 5, 6].map(draw)).size).toBeGreaterThan(3);
  const random = createRandomSource(createSeededRandom(1));
  expect(quotes('it said: abcdefghijklmnop', 'abcdefghijklmnop', random)).toBe(true);
  expect(quotes('it said nothing', 'abcdefghijklmnop', random)).toBe(false);
});
