import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inspectSocket } from '../../../../main/adapters/doctor/inspect-socket';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { temporaryFolder } from '../../../support/temporary-folder';
import { waitUntil } from '../../../support/wait-until';

async function listen(answer: (socket: Socket, line: string) => void) {
  const folder = join(await temporaryFolder(), 'run');
  await mkdir(folder, { mode: 0o700 });
  const path = join(folder, 'broker.sock');
  const lines: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket
      .on('error', () => undefined)
      .on('data', (part) => {
        lines.push(part.toString());
        answer(socket, part.toString());
      });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await chmod(path, 0o600);
  return { folder, path, lines };
}
const clock = new FakeClock();
const look = (path: string, of = clock) => inspectSocket({ path, version: '0.1.0', clock: of, platform: 'linux' });
const hello = { jsonrpc: '2.0', id: 1, result: { protocol: 1, server: { kind: 'app', version: '0.1.0', pid: 7 } } };

describe('inspectSocket', () => {
  it('sends hello and reports who answers', async () => {
    const { path, lines } = await listen((socket) => socket.write(`${JSON.stringify(hello)}\n`));
    expect(await look(path)).toEqual({
      folder: 'private',
      socket: 'private',
      answer: { kind: 'app', version: '0.1.0', pid: 7, protocol: 1 },
    });
    expect(JSON.parse(lines.join(''))).toMatchObject({ method: 'hello', params: { protocols: [1] } });
  });

  it.each([
    ['not JSON', 'HTTP/1.1 400 Bad Request\r\n'],
    ['an error', '{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no"}}\n'],
    ['too much', 'x'.repeat(300_000)],
  ])('takes %s for another program', async (_what, text) => {
    const { path } = await listen((socket) => socket.write(text));
    expect((await look(path)).answer).toBe('other');
  });

  it('does not wait for one that does not answer or that disconnects', async () => {
    const silent = await listen(() => undefined);
    const ownClock = new FakeClock();
    const looking = look(silent.path, ownClock);
    await waitUntil('it is asked', () => silent.lines.length > 0);
    await ownClock.advance(5_000);
    expect((await looking).answer).toBe('silent');
    const curt = await listen((socket) => socket.end());
    expect((await look(curt.path)).answer).toBe('silent');
  });

  it('sends nothing to a socket that others can use, or to another kind of file', async () => {
    const { folder, path, lines } = await listen(() => undefined);
    await chmod(path, 0o666);
    expect(await look(path)).toEqual({ folder: 'private', socket: 'open' });
    await chmod(folder, 0o755);
    expect(await look(path)).toEqual({ folder: 'open', socket: 'open' });
    await chmod(folder, 0o700);
    await writeFile(join(folder, 'file'), '', { mode: 0o600 });
    expect(await look(join(folder, 'file'))).toEqual({ folder: 'private', socket: 'other-kind' });
    expect(await look(join(folder, 'none'))).toEqual({ folder: 'private', socket: 'absent' });
    expect(await look(join(folder, 'none', 'none'))).toEqual({ folder: 'absent', socket: 'absent' });
    expect(await look(join(folder, 'file', 'none'))).toMatchObject({ folder: 'other-kind' });
    expect(lines).toEqual([]);
  });
});
