// What one process does with and without the lock of a place.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { Unsubscribe } from '../../../../main/core/ports/clock';
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
    return new ProfileLock({ place: 'keychain:default', lock, logger });
  };
  return { clock, waits: () => asked.map(({ waitMs }) => waitMs), one: open(), two: open() };
}

describe('the hold on a place', () => {
  it('is shared within a process and kept until the last step releases it', async () => {
    const { clock, waits, one, two } = twoProcesses();
    const [first, second] = await Promise.all([one.acquire(MINUTE_MS, 'write'), one.acquire(MINUTE_MS, 'write')]);
    expect(waits()).toEqual([MINUTE_MS]);
    const other = outcomeOf(two.acquire(MINUTE_MS, 'write').then((release) => release()));
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

  it('is requested again after its release', async () => {
    const { waits, one } = twoProcesses();
    (await one.acquire(1, 'write'))();
    (await one.acquire(2, 'write'))();
    expect(waits()).toEqual([1, 2]);
  });

  it('fails with a message when another process holds it, and can be taken later', async () => {
    const { clock, one, two } = twoProcesses();
    const release = await one.acquire(MINUTE_MS, 'write');
    const waiting = [two.acquire(MINUTE_MS, 'write'), two.acquire(MINUTE_MS, 'write')].map((taken) =>
      taken.catch((error: unknown) => error),
    );
    await clock.advance(MINUTE_MS);
    for (const failure of await Promise.all(waiting)) {
      expect(failure).toMatchObject({
        code: 'TIMEOUT',
        message: 'Another program is using these tokens and does not finish.',
        remedy: 'It is tried again automatically. If this continues, end the other program. Your tokens are untouched.',
      });
    }
    release();
    (await two.acquire(MINUTE_MS, 'write'))();
    // Nobody holds it now.
    (await one.acquire(0, 'write'))();
  });

  describe('where no lock can be taken', () => {
    const withoutLock = () => {
      const logger = new RecordingLogger();
      const failure = new AxiomTokenError('STORAGE_DENIED', { message: 'The folder /state is not yours.' });
      const answers: (() => Promise<Unsubscribe>)[] = [];
      const acquire = () => answers.shift()?.() ?? Promise.reject(failure);
      return { logger, answers, hold: new ProfileLock({ place: 'keychain:default', lock: { acquire }, logger }) };
    };

    it('is not needed for a decision of a person, which is done and logged', async () => {
      const { hold, logger } = withoutLock();
      (await hold.acquire(MINUTE_MS, 'write'))();
      expect(logger.lines).toMatchObject([
        { level: 'error', message: 'no lock could be taken', fields: { place: 'keychain:default' } },
      ]);
    });

    it('is never given to a refresh, which fails with the error of the lock, even beside a write', async () => {
      const { hold } = withoutLock();
      const expected = { code: 'STORAGE_DENIED', message: 'The folder /state is not yours.' };
      await expect(hold.acquire(MINUTE_MS, 'refresh')).rejects.toMatchObject(expected);
      const writing = hold.acquire(MINUTE_MS, 'write');
      await expect(hold.acquire(MINUTE_MS, 'refresh')).rejects.toMatchObject(expected);
      (await writing)();
    });

    it('is released completely once a lock can be taken again, whichever call ends first', async () => {
      const { hold, answers } = withoutLock();
      const writing = await hold.acquire(MINUTE_MS, 'write');
      await expect(hold.acquire(MINUTE_MS, 'refresh')).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
      let isHeld = true;
      answers.push(async () => () => {
        isHeld = false;
      });
      const refreshing = await hold.acquire(MINUTE_MS, 'refresh');
      refreshing();
      writing();
      expect(isHeld).toBe(false);
    });
  });

  it('is given at once if no other process knows the profile', async () => {
    const logger = new RecordingLogger();
    const hold = new ProfileLock({ place: 'keychain:default', logger });
    (await hold.acquire(0, 'write'))();
    expect(logger.lines).toEqual([]);
  });
});
