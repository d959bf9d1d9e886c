import { expect, it } from 'vitest';
import { createRefreshLock } from '../../../../main/adapters/locks/refresh-lock-create';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { placeHash } from '../../../../main/adapters/places/place-hash';
import { createSystemClock } from '../../../../main/adapters/platform/system-clock';
import { temporaryFolder } from '../../../support/temporary-folder';

it('makes nothing before the first call, and then a lock of the platform', async () => {
  const folder = await temporaryFolder();
  const directory = join(folder, 'locks');
  const lock = createRefreshLock({ directory, platform: 'linux', clock: createSystemClock(), env: process.env });
  expect(await readdir(folder)).toEqual([]);
  const release = await lock.acquire('default', 0);
  expect(await readdir(directory)).toEqual([`${placeHash('default')}.lock`]);
  expect(await lock.acquire('default', 0)).toBeUndefined();
  release?.();
});
