import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inspectState } from '../../../../main/adapters/doctor/inspect-state';
import { createRefreshLock } from '../../../../main/adapters/locks/refresh-lock-create';
import { createSystemClock } from '../../../../main/adapters/platform/system-clock';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { temporaryFolder } from '../../../support/temporary-folder';

const clock = createSystemClock();
const realLock = (directory: string) =>
  createRefreshLock({ directory, platform: process.platform, clock, env: process.env });

it('tests the locks, and counts old files', async () => {
  const directory = join(await temporaryFolder(), 'state');
  expect(await inspectState({ directory, lock: realLock(directory), clock })).toEqual({
    lock: 'works',
    unfinished: 0,
    unsaved: 0,
  });
  for (const name of ['a.intent.json', 'a.k.sealed', 'b.k.sealed', 'c.key']) await writeFile(join(directory, name), '');
  const look = () => inspectState({ directory, lock: realLock(directory), clock });
  expect(await look()).toMatchObject({ unfinished: 0, unsaved: 0 });
  const longAgo = new Date(clock.nowMs() - 10 * 60_000);
  for (const name of await readdir(directory)) await utimes(join(directory, name), longAgo, longAgo);
  expect(await look()).toMatchObject({ unfinished: 1, unsaved: 2 });
});

it('notices locks that exclude nobody, and a lock that another check holds', async () => {
  const directory = await temporaryFolder();
  let released = 0;
  const lets = { acquire: async () => () => void released++ };
  expect(await inspectState({ directory, lock: lets, clock })).toMatchObject({ lock: 'broken' });
  expect(released).toBe(2);
  const isBusy = { acquire: async () => undefined };
  expect(await inspectState({ directory, lock: isBusy, clock })).toMatchObject({ lock: 'busy' });
});

it('throws what the lock throws', async () => {
  const refuses = { acquire: () => Promise.reject(new AxiomTokenError('STORAGE_DENIED')) };
  const looking = inspectState({ directory: await temporaryFolder(), lock: refuses, clock });
  await expect(looking).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
});
