import { expect, it } from 'vitest';
import { run } from './takeover';

it('U1: wherever the first start after an update is killed, the next one reaches the same end', async () => {
  const logged: string[] = [];
  const row = await run({ scale: 'short', seed: 1, log: (line) => logged.push(line) });
  expect(logged).toEqual([]);
  expect(row).toMatchObject({ id: 'U1', lost: 0, torn: 0, wrong: 0, ok: true });
  expect(row.tried).toBeGreaterThan(15);
}, 120_000);
