import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { createLockablePlaces } from '../../../../main/core/storage/lockable-place';
import { lockBoth } from '../../../../main/core/storage/lock-both';
import { makePlace } from '../../../support/make-place';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import {
  createMemoryRefreshLock,
  createRecordingLock,
  type LockRequest,
  type LockTable,
} from '../../../support/fakes/refresh-lock/memory-refresh-lock';

// The hash of the first begins with d, that of the second with 8.
const KEYCHAIN = 'keychain:default';
const FILE = 'file:/home/jo/tokens.json';
const crypto = createNodeCrypto();

function setUp() {
  const clock = new FakeClock();
  const table: LockTable = new Map();
  const asked: LockRequest[] = [];
  const logger = new RecordingLogger();
  const open = (place: string) => {
    const lock = createRecordingLock(createMemoryRefreshLock(clock, table), asked);
    return createLockablePlaces({ lock, clock, logger })({ ...makePlace(new ScriptedTokenStore()), key: place });
  };
  return { clock, table, open, places: () => asked.map(({ place }) => place) };
}

describe('the locks of two places', () => {
  it('are always taken in the same order, and released together', async () => {
    const { table, open, places } = setUp();
    for (const [a, b] of [
      [KEYCHAIN, FILE],
      [FILE, KEYCHAIN],
    ] as const) {
      const release = await lockBoth([open(a), open(b)], crypto, 0);
      expect(table.size).toBe(2);
      release();
      expect(table.size).toBe(0);
    }
    expect(places().slice(0, 2)).toEqual(places().slice(2));
    expect(new Set(places().slice(0, 2))).toEqual(new Set([KEYCHAIN, FILE]));
  });

  it('are one where both are one place', async () => {
    const { table, open, places } = setUp();
    (await lockBoth([open(FILE), open(FILE)], crypto, 0))();
    expect([places(), table.size]).toEqual([[FILE], 0]);
  });

  it.each([KEYCHAIN, FILE])('are both not held when %s cannot be taken', async (busy) => {
    const { table, open } = setUp();
    const other = await open(busy).lock('write', 0);
    await expect(lockBoth([open(KEYCHAIN), open(FILE)], crypto, 0)).rejects.toMatchObject({
      code: 'TIMEOUT',
    });
    expect([...table.keys()]).toEqual([busy]);
    other();
  });
});
