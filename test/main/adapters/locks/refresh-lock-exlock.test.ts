import { constants } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { createExlockRefreshLock, O_EXLOCK } from '../../../../main/adapters/locks/refresh-lock-exlock';
import { RETRY_MS } from '../../../../main/adapters/locks/refresh-lock-retry';
import { createExlockOpen } from '../../../support/processes/exlock-open';
import { placeHash } from '../../../../main/adapters/places/place-hash';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { temporaryFolder } from '../../../support/temporary-folder';
import { waitUntil } from '../../../support/wait-until';

const LOCK_NAME = `${placeHash('default')}.lock`;

const failing = (errno: string) => async () => {
  throw Object.assign(new Error(errno), { code: errno });
};

it('asks for a lock that others cannot have, without waiting in the kernel and without following links', async () => {
  const asked: [flags: number, mode: number][] = [];
  const imitation = createExlockOpen();
  const directory = await temporaryFolder();
  const lock = createExlockRefreshLock({
    directory,
    clock: new FakeClock(),
    open: (path, flags, mode) => {
      asked.push([flags, mode]);
      return imitation(path, flags, mode);
    },
  });
  (await lock.acquire('default', 0))?.();
  const [[flags, mode] = [0, 0]] = asked;
  for (const flag of [O_EXLOCK, constants.O_NONBLOCK, constants.O_CREAT, constants.O_NOFOLLOW]) {
    expect(flags & flag).toBe(flag);
  }
  expect(mode).toBe(0o600);
  expect(await readdir(directory)).toEqual([LOCK_NAME]);
});

it('tries again until the time is over, and once more at its end', async () => {
  const clock = new FakeClock();
  let tries = 0;
  const lock = createExlockRefreshLock({
    directory: await temporaryFolder(),
    clock,
    open: async () => {
      tries++;
      return failing('EAGAIN')();
    },
  });
  const acquired = lock.acquire('default', 2.5 * RETRY_MS);
  for (const expected of [1, 2, 3]) {
    await waitUntil('it waits', () => tries === expected && clock.timerCount === 1);
    await clock.advance(RETRY_MS);
  }
  expect(await acquired).toBeUndefined();
  expect(tries).toBe(4);
  expect(clock.timerCount).toBe(0);
});

it.each([
  ['ENOTSUP', 'STORAGE_UNAVAILABLE'],
  ['EACCES', 'STORAGE_DENIED'],
  ['EROFS', 'STORAGE_DENIED'],
  ['ENOSPC', 'STORAGE_FULL'],
])('does not take %s for a lock that is held', async (errno, code) => {
  const lock = createExlockRefreshLock({
    directory: await temporaryFolder(),
    clock: new FakeClock(),
    open: failing(errno),
  });
  await expect(lock.acquire('default', 1_000)).rejects.toMatchObject({ code });
});
