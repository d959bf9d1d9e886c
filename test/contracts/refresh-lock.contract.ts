// The contract of every RefreshLock: one holder per profile, within a process and among processes, and never a dead one.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RefreshLock } from '../../main/core/ports/refresh-lock';
import { type LockKind, type LockProcesses, openLockProcesses } from '../support/processes/lock-processes';
import { temporaryFolder } from '../support/temporary-folder';

/** Longer than any release takes; never reached by a lock that works. */
const PATIENCE_MS = 25_000;

/** Within one process; `open` returns two locks of the same place, like two programs. */
export function describeRefreshLock(name: string, open: () => Promise<readonly [RefreshLock, RefreshLock]>): void {
  describe(`RefreshLock contract: ${name}`, () => {
    it('is held by one at a time, and by the next after it was released', async () => {
      const [ours, theirs] = await open();
      const release = await ours.acquire('default', 0);
      expect(release).toBeDefined();
      expect(await theirs.acquire('default', 0)).toBeUndefined();
      expect(await ours.acquire('default', 0)).toBeUndefined();
      release?.();
      const next = await theirs.acquire('default', PATIENCE_MS);
      expect(next).toBeDefined();
      next?.();
    });

    it('goes to one that waits for it, not before it is released', async () => {
      const [ours, theirs] = await open();
      const release = await ours.acquire('default', 0);
      const order: string[] = [];
      const waiting = theirs.acquire('default', PATIENCE_MS).then((next) => {
        order.push('theirs');
        return next;
      });
      expect(await ours.acquire('default', 100)).toBeUndefined();
      order.push('given back');
      release?.();
      (await waiting)?.();
      expect(order).toEqual(['given back', 'theirs']);
    });

    it('is not waited for after the deadline, and can be taken later', async () => {
      const [ours, theirs] = await open();
      const release = await ours.acquire('default', 0);
      expect(await theirs.acquire('default', 60)).toBeUndefined();
      release?.();
      const next = await theirs.acquire('default', PATIENCE_MS);
      expect(next).toBeDefined();
      next?.();
    });

    it('does not keep another profile waiting', async () => {
      const [ours, theirs] = await open();
      const releases = [await ours.acquire('default', 0), await theirs.acquire('second', 0)];
      expect(releases).not.toContain(undefined);
      for (const release of releases) release?.();
    });

    it('stays with the next holder when the former one releases it twice', async () => {
      const [ours, theirs] = await open();
      const release = await ours.acquire('default', 0);
      release?.();
      const next = await theirs.acquire('default', PATIENCE_MS);
      expect(next).toBeDefined();
      release?.();
      expect(await ours.acquire('default', 60)).toBeUndefined();
      next?.();
    });

    it('is never held by two of many at once', async () => {
      const locks = await open();
      let inside = 0;
      let most = 0;
      const enter = async (lock: RefreshLock): Promise<void> => {
        const release = await lock.acquire('default', PATIENCE_MS);
        most = Math.max(most, release ? ++inside : Number.NaN);
        await new Promise(setImmediate);
        inside--;
        release?.();
      };
      await Promise.all(Array.from({ length: 12 }, (_, index) => enter(locks[index % 2 === 0 ? 0 : 1])));
      expect(most).toBe(1);
    });
  });
}

/** Among real processes, which are really killed. */
export function describeRefreshLockAmongProcesses(
  name: string,
  kind: LockKind,
  open: (directory: string) => RefreshLock,
): void {
  describe(`RefreshLock contract among processes: ${name}`, () => {
    let processes: LockProcesses;
    beforeAll(async () => {
      processes = await openLockProcesses(kind);
    });
    afterAll(() => processes.dispose());

    it('cannot be taken while another process holds it, and can when that one releases it', async () => {
      const directory = await temporaryFolder();
      const holder = await processes.hold(directory, 'default', 'held');
      const lock = open(directory);
      expect(await lock.acquire('default', 0)).toBeUndefined();
      holder.child.send('give it back');
      const release = await lock.acquire('default', PATIENCE_MS);
      expect(release).toBeDefined();
      release?.();
      await holder.kill();
    });

    it('is free once its holder was killed with kill -9', async () => {
      const directory = await temporaryFolder();
      const holder = await processes.hold(directory, 'default', 'held');
      const lock = open(directory);
      const waiting = lock.acquire('default', PATIENCE_MS);
      expect(await lock.acquire('default', 0)).toBeUndefined();
      await holder.kill();
      const release = await waiting;
      expect(release).toBeDefined();
      release?.();
    });

    it('skips one that was killed while it waited', async () => {
      const directory = await temporaryFolder();
      const lock = open(directory);
      const first = await lock.acquire('default', 0);
      const waiter = await processes.hold(directory, 'default', 'waiting');
      await waiter.kill();
      expect(waiter.told).not.toContain('held');
      first?.();
      const release = await lock.acquire('default', PATIENCE_MS);
      expect(release).toBeDefined();
      release?.();
    });

    it('does not keep another profile of another process waiting', async () => {
      const directory = await temporaryFolder();
      const holder = await processes.hold(directory, 'default', 'held');
      const release = await open(directory).acquire('second', 0);
      expect(release).toBeDefined();
      release?.();
      await holder.kill();
    });

    it('loses none of what 20 processes count under it', { timeout: 120_000 }, async () => {
      const directory = await temporaryFolder();
      const counterPath = join(directory, 'counter');
      await writeFile(counterPath, '0');
      const codes = await Promise.all(
        Array.from({ length: 20 }, () => processes.count(directory, 'default', counterPath, 25)),
      );
      expect(codes).toEqual(Array.from({ length: 20 }, () => 0));
      expect(await readFile(counterPath, 'utf8')).toBe('500');
    });
  });
}
