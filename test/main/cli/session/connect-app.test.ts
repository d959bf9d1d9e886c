import { chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { connectApp } from '../../../../main/cli/session/connect-app';
import { temporaryFolder } from '../../../support/temporary-folder';

it('greets the app as axiom-tokens, with the key that exec gave', async () => {
  const folder = await temporaryFolder();
  await chmod(folder, 0o700);
  const path = join(folder, 's.sock');
  const greetings: unknown[] = [];
  const hello = { protocol: 1, server: { kind: 'app', version: '1', pid: 1 }, capabilities: [] };
  const server = createServer((socket) => {
    socket.on('data', (line) => {
      greetings.push((JSON.parse(String(line)) as { params: unknown }).params);
      socket.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, result: hello })}\n`);
    });
  });
  await new Promise<void>((resolve) => void server.listen(path, resolve));
  onTestFinished(() => void server.close());
  for (const key of ['k', undefined]) {
    const broker = await connectApp({ path, key }, '1.2.3');
    expect(broker.hello).toEqual(hello);
    broker.close();
  }
  const client = { name: 'axiom-tokens', version: '1.2.3' };
  expect(greetings).toEqual([
    { protocols: [1], client, key: 'k' },
    { protocols: [1], client },
  ]);
});
