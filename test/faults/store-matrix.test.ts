import { expect, it } from 'vitest';
import { run } from './store-matrix';

it('S1: however a keychain fails, the state shown is the right one and no entry is lost', async () => {
  const logged: string[] = [];
  const row = await run({ scale: 'short', seed: 1, log: (line) => logged.push(line) });
  expect(logged).toEqual([]);
  expect(row).toMatchObject({ id: 'S1', tried: 125, lost: 0, ok: true });
}, 120_000);
