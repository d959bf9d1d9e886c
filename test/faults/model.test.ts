import { expect, it } from 'vitest';
import { run } from './model';

it('Z2: whatever happens in whatever order, the newest tokens are kept and what is shown is true', async () => {
  const logged: string[] = [];
  const row = await run({ scale: 'short', seed: 1, log: (line) => logged.push(line) });
  expect(logged.slice(0, -1)).toEqual([]);
  expect(row).toMatchObject({ id: 'Z2', tried: 200, ok: true });
}, 120_000);
