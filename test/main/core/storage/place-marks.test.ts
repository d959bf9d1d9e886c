import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { RemovalMark } from '../../../../main/core/ports/removal-marks';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import { isMarkedAfter, isMarkedRecord, isMarkedRemoval, PlaceMarks } from '../../../../main/core/storage/place-marks';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { MemoryRemovalMarks } from '../../../support/fakes/removal-marks/memory-removal-marks';
import { makeRecord } from '../../../support/make-record';

const PLACE = 'keychain:default';
const ID = 'a'.repeat(32);
const record = makeRecord(1, FAKE_START_MS, { signInId: ID });

function setUp() {
  const [marks, clock, logger] = [new MemoryRemovalMarks(), new FakeClock(), new RecordingLogger()];
  return { marks, clock, logger, ours: new PlaceMarks({ marks, clock, logger, nameOf: () => ID }) };
}

it('are written with their time, never before what they mark, and removed', async () => {
  const { clock, ours } = setUp();
  clock.jumpWall(1_000);
  await ours.addMark(PLACE, record);
  expect(await ours.read(PLACE)).toEqual([{ signIn: ID, atMs: FAKE_START_MS + 1_000 }]);
  clock.jumpWall(-5_000);
  await ours.addMark(PLACE, record);
  expect(await ours.read(PLACE)).toEqual([{ signIn: ID, atMs: FAKE_START_MS }]);
  await ours.addMark(PLACE, record, { isMoved: true, atMs: 7 });
  expect(await ours.read(PLACE)).toEqual([{ signIn: ID, atMs: 7, isMoved: true }]);
  await ours.dropMark(PLACE, record);
  expect(await ours.read(PLACE)).toEqual([]);
});

it('interrupt no work when they cannot be written or read', async () => {
  const { marks, logger, ours } = setUp();
  marks.failure = 'STORAGE_FULL';
  await ours.addMark(PLACE, record);
  await ours.dropMark(PLACE, record);
  expect(await ours.read(PLACE)).toEqual([]);
  expect(logger.lines.map(({ level }) => level)).toEqual(['error', 'error', 'error']);
});

it('that could not be written count for this program, and are written later, each once', async () => {
  const { marks, ours } = setUp();
  marks.failure = 'STORAGE_FULL';
  await ours.addMark(PLACE, record, { atMs: 1 });
  await ours.addMark(PLACE, record, { atMs: 2 });
  expect([await ours.read(PLACE), await ours.read('keychain:other')]).toEqual([[{ signIn: ID, atMs: 2 }], []]);
  expect(await ours.writeRest()).toBe(false);
  marks.failure = undefined;
  expect(await marks.read(PLACE)).toEqual([]);
  expect([await ours.writeRest(), await marks.read(PLACE)]).toEqual([true, [{ signIn: ID, atMs: 2 }]]);
  expect(await ours.read(PLACE)).toEqual([{ signIn: ID, atMs: 2 }]);
});

describe('around a removal', () => {
  const AT = { signIn: ID, atMs: FAKE_START_MS };
  const NOT_YET = { signIn: ID, atMs: -1 };
  const GOING = { signIn: ID, atMs: -2 };

  it.each([
    ['of a keychain entry report it before', 'keychain', undefined, AT, AT],
    ['of a keychain entry that fails say that it is still to be done', 'keychain', 'STORAGE_DENIED', AT, NOT_YET],
    ['of a keychain entry that may have gone too late stay', 'keychain', 'TIMEOUT', AT, AT],
    ['of a file name it before, and say that it is done after', 'file', undefined, GOING, AT],
    ['of a file that fails say that it is still to be done', 'file', 'STORAGE_DENIED', GOING, NOT_YET],
    ['of a file on a drive that does not answer say that it may be done', 'sealed-file', 'TIMEOUT', GOING, GOING],
  ] as const)('%s', async (_what, kind, code, before, after) => {
    const { ours } = setUp();
    const choice: StoreChoice = kind === 'keychain' ? { kind } : { kind, path: '/tokens' };
    let seen: readonly RemovalMark[] = [];
    const removing = ours.whileRemoving({ key: PLACE, choice }, [[record, {}]], async () => {
      seen = await ours.read(PLACE);
      if (code) throw new AxiomTokenError(code);
    });
    expect(await outcomeOf(removing)).toBe(code);
    expect([seen, await ours.read(PLACE)]).toEqual([[before], [after]]);
  });
});

it('are none where no other process can use the place', async () => {
  const { clock, logger } = setUp();
  const none = new PlaceMarks({ clock, logger, nameOf: () => ID });
  await none.addMark(PLACE, record);
  await none.dropMark(PLACE, record);
  expect([await none.read(PLACE), logger.lines]).toEqual([[], []]);
});

it('end a sign-in with an id whenever it was saved, but one known by its fingerprint only if it was saved before them', () => {
  const context = { nameOf: ({ signInId = 'fingerprint' }) => signInId, nowMs: FAKE_START_MS };
  const { signInId: _id, ...unnamed } = record;
  const later = { ...unnamed, savedAtMs: FAKE_START_MS + 1 };
  expect(isMarkedRecord([{ signIn: ID, atMs: 0 }], record, context)).toBe(true);
  expect(isMarkedRecord([{ signIn: 'other', atMs: FAKE_START_MS }], record, context)).toBe(false);
  expect(isMarkedRecord([{ signIn: 'fingerprint', atMs: FAKE_START_MS }], unnamed, context)).toBe(true);
  expect(isMarkedRecord([{ signIn: 'fingerprint', atMs: FAKE_START_MS }], later, context)).toBe(false);
});

it('contain the time of the decision behind them, if it is known', async () => {
  const { ours } = setUp();
  await ours.addMark(PLACE, record, { decidedAtMs: FAKE_START_MS - 5 });
  expect(await ours.read(PLACE)).toEqual([{ signIn: ID, atMs: FAKE_START_MS, decidedAtMs: FAKE_START_MS - 5 }]);
});

describe('of a sign-in that a person decided for', () => {
  const NOW = FAKE_START_MS;
  const decided = { ...record, decidedAtMs: NOW - 50 };
  const context = { nameOf: ({ signInId = '' }) => signInId, nowMs: NOW };
  it.each<[string, RemovalMark, TokenRecord, boolean, boolean]>([
    ['later end it, surely', { signIn: ID, atMs: NOW, decidedAtMs: NOW - 40 }, decided, true, true],
    ['earlier do not', { signIn: ID, atMs: NOW, decidedAtMs: NOW - 60 }, decided, false, false],
    [
      'at the same moment end it, but not surely',
      { signIn: ID, atMs: NOW, decidedAtMs: NOW - 50 },
      decided,
      true,
      false,
    ],
    ['in the future end it, but not surely', { signIn: ID, atMs: NOW, decidedAtMs: NOW + 1 }, decided, true, false],
    ['that do not say when go by when they were left', { signIn: ID, atMs: NOW - 60 }, decided, false, false],
    ['left later without that end it, but not surely', { signIn: ID, atMs: NOW - 40 }, decided, true, false],
    [
      'end it, but not surely, where it does not say when',
      { signIn: ID, atMs: 0, decidedAtMs: NOW },
      record,
      true,
      false,
    ],
    [
      'end it, but not surely, where it was decided in the future',
      { signIn: ID, atMs: 0, decidedAtMs: NOW },
      { ...record, decidedAtMs: NOW + 1 },
      true,
      false,
    ],
    [
      'end it for others that it was moved away from',
      { signIn: ID, atMs: NOW, decidedAtMs: NOW - 9, isMoved: true },
      decided,
      true,
      true,
    ],
    [
      'say nothing of what was renewed after it was moved away',
      { signIn: ID, atMs: NOW, decidedAtMs: NOW - 9, isMoved: true },
      { ...decided, savedAtMs: NOW + 1 },
      false,
      false,
    ],
    ['say nothing of another', { signIn: 'other', atMs: NOW, decidedAtMs: NOW }, decided, false, false],
  ])('%s', (_what, mark, marked, isEnd, isSure) => {
    expect([isMarkedRecord([mark], marked, context), isMarkedAfter([mark], marked, context)]).toEqual([isEnd, isSure]);
  });
});

it('end a removal only when they are not older than it', () => {
  const removal = { store: { kind: 'keychain' }, signIn: ID, sinceMs: 5, reason: 'signed-out' } as const;
  expect(isMarkedRemoval([{ signIn: ID, atMs: 5 }], removal, false)).toBe(true);
  expect(isMarkedRemoval([{ signIn: ID, atMs: 4 }], removal, false)).toBe(false);
  expect(isMarkedRemoval([{ signIn: 'other', atMs: 5 }], removal, false)).toBe(false);
});

it('end a removal that may have been interrupted only if its file is certainly deleted', () => {
  const removal = { store: { kind: 'file', path: '/tokens' }, signIn: ID, sinceMs: 5, reason: 'signed-out' } as const;
  const ends = (atMs: number, isDeleted: boolean) => isMarkedRemoval([{ signIn: ID, atMs }], removal, isDeleted);
  expect([ends(-2, true), ends(-2, false), ends(-1, true), ends(-1, false)]).toEqual([true, false, false, false]);
});

it('end a removal without a sign-in name, whatever sign-in they name, if they are not older than it', () => {
  const removal = { store: { kind: 'keychain' }, signIn: undefined, sinceMs: 5, reason: 'signed-out' } as const;
  expect(isMarkedRemoval([{ signIn: ID, atMs: 5 }], removal, false)).toBe(true);
  expect(isMarkedRemoval([{ signIn: ID, atMs: 4 }], removal, false)).toBe(false);
});
