// What one process does under the lock of a profile, and what it does without one.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { RefreshLock } from '../../../../main/core/ports/refresh-lock';
import { ProfileLock } from '../../../../main/core/storage/profile-lock';
import { outcomeOf } from '../../../support/core-graph';
import { FakeClock, settle } from '../../../support/fakes/clock/fake-clock';
import { createMemoryRefreshLock } from '../../../support/fakes/refresh-lock/memory-refresh-lock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';

const MINUTE_MS = 60_000;

function twoProcesses() {
  const clock = new FakeClock();
  const table = new Map();
  const asked: number[] = [];
  const open = () => {
    const inner = createMemoryRefreshLock(clock, table);
    const lock: RefreshLock = {
      acquire: (profileId, waitMs) => {
        asked.push(waitMs);
        return inner.acquire(profileId, waitMs);
      },
    };
    return new ProfileLock({ profileId: 'default', lock, logger: new RecordingLogger() });
  };
  return { clock, asked, one: open(), two: open() };
}

describe('the hold on a profile', () => {
  it('is shared within a process and kept until the last step gives it back', async () => {
    const { clock, asked, one, two } = twoProcesses();
    const [first, second] = await Promise.all([one.acquire(MINUTE_MS), one.acquire(MINUTE_MS)]);
    expect(asked).toEqual([MINUTE_MS]);
    const other = outcomeOf(two.acquire(MINUTE_MS).then((release) => release()));
    let isOver = false;
    void other.then(() => {
      isOver = true;
    });
    first();
    first();
    await settle();
    expect(isOver).toBe(false);
    second();
    await clock.advance(0);
    expect(isOver).toBe(true);
  });

  it('is asked for anew when it was given back', async () => {
    const { asked, one } = twoProcesses();
    (await one.acquire(1))();
    (await one.acquire(2))();
    expect(asked).toEqual([1, 2]);
  });

  it('fails in words when another process keeps it, and can be had later', async () => {
    const { clock, one, two } = twoProcesses();
    const release = await one.acquire(MINUTE_MS);
    const waiting = [two.acquire(MINUTE_MS), two.acquire(MINUTE_MS)].map((taken) =>
      taken.catch((error: unknown) => error),
    );
    await clock.advance(MINUTE_MS);
    for (const failure of await Promise.all(waiting)) {
      expect(failure).toMatchObject({
        code: 'TIMEOUT',
        message: 'Another program is refreshing these tokens and does not come to an end.',
        remedy: 'It is tried again by itself. Your tokens are untouched.',
      });
    }
    release();
    (await two.acquire(MINUTE_MS))();
    // Nobody holds it now.
    (await one.acquire(0))();
  });

  it('is had at once, and logged, where no lock can be had', async () => {
    const logger = new RecordingLogger();
    const acquire = () => Promise.reject(new AxiomTokenError('STORAGE_UNAVAILABLE'));
    const hold = new ProfileLock({ profileId: 'default', lock: { acquire }, logger });
    (await hold.acquire(MINUTE_MS))();
    expect(logger.lines).toMatchObject([
      { level: 'error', message: 'no lock could be had', fields: { profile: 'default' } },
    ]);
  });

  it('is had at once where no other process knows the profile', async () => {
    const logger = new RecordingLogger();
    const hold = new ProfileLock({ profileId: 'default', logger });
    (await hold.acquire(0))();
    expect(logger.lines).toEqual([]);
  });
});
