import { expect, it } from 'vitest';
import { run } from './soak';

it('T1: through simulated days of sleep, clock jumps and outages no session is lost and a token is always available', async () => {
  const logged: string[] = [];
  const row = await run({ scale: 'short', seed: 1, log: (line) => logged.push(line) });
  expect(logged.filter((line) => line.includes('seed'))).toEqual([]);
  expect(row).toMatchObject({ id: 'T1', tried: 3, ok: true });
}, 60_000);
