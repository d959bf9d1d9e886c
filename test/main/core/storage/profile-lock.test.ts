// What one process does under the lock of a profile, and what it does without one.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { ProfileLock } from '../../../../main/core/storage/profile-lock';
import { outcomeOf } from '../../../support/core-graph';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { createRecordingLock, type LockRequest } from '../../../support/fakes/refresh-lock/memory-refresh-lock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { Programs } from '../../../support/programs';

const MINUTE_MS = 60_000;

function twoProcesses() {
  const programs = new Programs();
  const { clock, logger } = programs;
  const asked: LockRequest[] = [];
  const open = () => {
    const lock = createRecordingLock(programs.newLock(), asked);
    return new ProfileLock({ profileId: 'default', lock, logger });
  };
  return { clock, waits: () => asked.map(({ waitMs }) => waitMs), one: open(), two: open() };
}

describe('the hold on a profile', () => {
  it('is shared within a process and kept until the last step gives it back', async () => {
    const { clock, waits, one, two } = twoProcesses();
    const [first, second] = await Promise.all([one.acquire(MINUTE_MS), one.acquire(MINUTE_MS)]);
    expect(waits()).toEqual([MINUTE_MS]);
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
    const { waits, one } = twoProcesses();
    (await one.acquire(1))();
    (await one.acquire(2))();
    expect(waits()).toEqual([1, 2]);
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
