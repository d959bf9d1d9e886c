import { expect, it } from 'vitest';
import { underLock } from '../../../../main/adapters/handout/shared-file';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { outcomeOf } from '../../../support/core-graph';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { createMemoryRefreshLock } from '../../../support/fakes/refresh-lock/memory-refresh-lock';

it('holds the lock of the file for one change, also one that fails', async () => {
  const clock = new FakeClock();
  const parts = { path: '/x', lock: createMemoryRefreshLock(clock), logger: new RecordingLogger() };
  const isFree = async () => (await parts.lock.acquire('trail:/x', 0)) !== undefined;
  expect(await underLock('trail', parts, isFree)).toBe(false);
  await expect(underLock('trail', parts, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await isFree()).toBe(true);
  const late = outcomeOf(underLock('trail', parts, isFree));
  await clock.advance(10_000);
  expect(await late).toBe('TIMEOUT');
});

it('goes on without a lock where the platform gives none', async () => {
  const logger = new RecordingLogger();
  const lock = { acquire: () => Promise.reject(new AxiomTokenError('STORAGE_UNAVAILABLE')) };
  expect(await underLock('trail', { path: '/x', lock, logger }, async () => 1)).toBe(1);
  expect(logger.lines.length).toBe(1);
});
