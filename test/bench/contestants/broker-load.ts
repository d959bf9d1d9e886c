// Requests tokens from the broker at the socket in the first argument, at the highest rate that its connections together allow, for N seconds. Answers with the
// median and the 99th percentile of the answer times, in nanoseconds. A call starts when it is due, not when the one before was answered.
import { setTimeout as delay } from 'node:timers/promises';
import { connectBroker } from '../../../main/handout/broker/client';
import { LIMITS } from '../../../main/handout/protocol';
import { nanosecondsOf, serve } from './serve';

const CONNECTIONS = 20;

serve(async (seconds) => {
  const client = { name: 'bench', version: '1' };
  const open = () => connectBroker({ path: process.argv[2] ?? '', client });
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, open));
  const tookNs: number[] = [];
  const everyMs = 1000 / LIMITS.requestsPerSecond;
  const startedMs = performance.now();
  const ask = async (connection: (typeof connections)[number], at: number): Promise<void> => {
    for (let call = 0; call < seconds * LIMITS.requestsPerSecond; call++) {
      // Each starts a little later than the one before it, so that all together are evenly spread.
      const dueMs = startedMs + call * everyMs + (at * everyMs) / CONNECTIONS;
      await delay(Math.max(0, dueMs - performance.now()));
      tookNs.push(await nanosecondsOf(async () => void (await connection.call('token.get', {}))));
    }
  };
  await Promise.all(connections.map(ask));
  for (const connection of connections) connection.close();
  tookNs.sort((a, b) => a - b);
  const at = (share: number): number => tookNs[Math.floor(tookNs.length * share)] ?? Number.NaN;
  return [at(0.5), at(0.99)];
});
