import { connect } from 'node:net';
import { readdir, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createPipeRefreshLock } from '../../../../main/adapters/locks/refresh-lock-pipe';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { temporaryFolder } from '../../../support/temporary-folder';

const clock = new FakeClock();

it('has a short name without the path of the folder, another for each folder and place, the same for one folder', async () => {
  // With an ordinary path as prefix, the name is a visible file.
  const folder = await temporaryFolder();
  const home = await temporaryFolder();
  const prefix = join(folder, 'pipe-');
  const places = [
    [`${home}/Jo/locks`, 'default'],
    [`${home}/jo/locks/`, 'second'],
    [`${home}/sam/locks`, 'default'],
  ] as const;
  const releases = [];
  for (const [directory, place] of places) {
    releases.push(await createPipeRefreshLock({ directory, clock, prefix }).acquire(place, 0));
  }
  expect(await createPipeRefreshLock({ directory: `${home}/jo/locks`, clock, prefix }).acquire('default', 0)).toBe(
    undefined,
  );
  const names = await readdir(folder);
  expect(names).toHaveLength(3);
  for (const name of names) expect(name).toMatch(/^pipe-axiom-token-manager-[0-9a-f]{32}$/);
  for (const release of releases) release?.();
});

it('sends nothing to a client and closes the connection', async () => {
  const folder = await temporaryFolder();
  const lock = createPipeRefreshLock({ directory: folder, clock, prefix: join(folder, 'pipe-') });
  const release = await lock.acquire('default', 0);
  const [name = ''] = await readdir(folder);
  const socket = connect(join(folder, name));
  const heard: unknown[] = [];
  socket.on('data', (data) => heard.push(data));
  await once(socket, 'close');
  expect(heard).toEqual([]);
  release?.();
});

it('reports a system without pipes differently from a lock that is held', async () => {
  const lock = createPipeRefreshLock({ directory: await temporaryFolder(), clock, prefix: '/nonexistent/folder/' });
  await expect(lock.acquire('default', 1_000)).rejects.toMatchObject({
    name: 'AxiomTokenError',
    message: expect.stringContaining('no lock'),
  });
  expect(clock.timerCount).toBe(0);
});

it('gives no lock where the folder for journals cannot be used', async () => {
  const folder = await temporaryFolder();
  const directory = join(folder, 'state');
  await writeFile(directory, '');
  const lock = createPipeRefreshLock({ directory, clock, prefix: join(folder, 'pipe-') });
  await expect(lock.acquire('default', 0)).rejects.toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
    message: expect.stringContaining(directory),
  });
  expect(await readdir(folder)).toEqual(['state']);
});
