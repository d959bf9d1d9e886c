import { expect, it } from 'vitest';
import { run } from './answers';

it('N1: no answer of a server signs anybody out, takes tokens away or goes unhandled', async () => {
  const logged: string[] = [];
  const row = await run({ scale: 'short', seed: 1, log: (line) => logged.push(line) });
  expect(logged.slice(0, -1)).toEqual([]);
  expect(row).toMatchObject({ id: 'N1', ok: true });
  expect(row.tried).toBeGreaterThan(400);
}, 60_000);
