import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { removeStaleSockets } from '../../../../main/adapters/handout/stale-sockets';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { createMemoryRefreshLock } from '../../../support/fakes/refresh-lock/memory-refresh-lock';
import { temporaryFolder } from '../../../support/temporary-folder';

const [LEFT, LIVING, OWN, FILE] = [
  'broker-0a1b2c3d.sock',
  'broker-11111111.sock',
  'broker.sock',
  'broker-22222222.sock',
];

/** The socket of a killed program. */
async function leave(path: string): Promise<void> {
  const code = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
  await once(spawn(process.execPath, ['-e', code, path], { stdio: 'ignore' }), 'exit');
}

async function makeFolder(): Promise<string> {
  const folder = await temporaryFolder();
  const server = createServer().listen(join(folder, LIVING));
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  for (const name of [LEFT, OWN]) await leave(join(folder, name));
  await writeFile(join(folder, FILE), '');
  return folder;
}

const later = () => Date.now() + 61_000;
const common = { uid: process.geteuid?.(), lock: createMemoryRefreshLock(new FakeClock()), nowMs: later };

describe.skipIf(process.platform === 'win32')('what brokers of other data folders have left', () => {
  it('is removed where nobody listens, and nothing else is', async () => {
    const folder = await makeFolder();
    await removeStaleSockets({ ...common, folder });
    expect((await readdir(folder)).sort()).toEqual([LIVING, FILE, OWN].sort());
  });

  it.each([
    ['it may just be opened', { nowMs: () => Date.now() }],
    ['it is of another user', { uid: 4711 }],
    ['another start is about to replace it', { lock: { acquire: async () => undefined } }],
  ])('stays where %s', async (_why, own) => {
    const folder = await makeFolder();
    await removeStaleSockets({ ...common, folder, ...own });
    expect(await readdir(folder)).toContain(LEFT);
  });

  it('is nothing in a folder that is not there', async () => {
    await expect(removeStaleSockets({ ...common, folder: '/nowhere/at/all' })).resolves.toBeUndefined();
  });
});
