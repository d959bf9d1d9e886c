// N programs that subscribe to tokens at the socket in the first argument. Answers with the times, in nanoseconds of the monotonic clock, at which
// the last of them had its first token, and at which it had one of another generation; the second line N makes it wait for that.
import { type BrokerClient, connectBroker } from '../../../main/handout/broker/client';
import { serve } from './serve';

let connections: readonly BrokerClient[] = [];
const generations = new Map<BrokerClient, number>();
let first: number | undefined;

serve(async (count) => {
  if (connections.length === 0) {
    const client = { name: 'bench', version: '1' };
    const open = () => connectBroker({ path: process.argv[2] ?? '', client });
    connections = await Promise.all(Array.from({ length: count }, open));
    for (const connection of connections) {
      connection.onNotification((name, params) => {
        if (name === 'token' && 'token' in params) generations.set(connection, params.token.generation);
      });
      await connection.call('token.subscribe', {});
    }
    await until(() => generations.size === count);
    first = Math.max(...generations.values());
  } else {
    await until(() => generations.size === count && Math.min(...generations.values()) > (first ?? 0));
    for (const connection of connections) connection.close();
  }
  return [Number(process.hrtime.bigint())];
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
