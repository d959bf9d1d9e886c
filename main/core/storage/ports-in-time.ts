// Gives every call of the index, the journals, the removal marks, the waits and the notifications a deadline: if their drive does not answer, that counts as a
// failed write. Used by ProfileRegistry and open-core.ts, so that it applies to all callers.
import type { AxiomTokenError } from '../base/errors';
import type { AskedWaits } from '../ports/asked-waits';
import type { Clock } from '../ports/clock';
import type { Journal } from '../ports/journal';
import type { PlaceNotifications } from '../ports/place-notifications';
import type { ProfileIndex } from '../ports/profile-index';
import type { RemovalMarks } from '../ports/removal-marks';
import type { PlaceKind } from '../ports/token-places';
import type { StillWanted } from '../ports/still-wanted';
import { driveNotAnswering, FILE_DEADLINE_MS } from './file-deadline';
import { InTime } from './in-time';

/** Longer than for other files: a change of the index first waits for changes of other programs, and reports by itself when one of them takes too long. */
export const INDEX_DEADLINE_MS = 2 * FILE_DEADLINE_MS;

interface Ports {
  readonly clock: Clock;
  readonly index: ProfileIndex;
  readonly marks?: RemovalMarks;
  readonly notifications?: PlaceNotifications;
  readonly createJournal?: (place: string, kind: PlaceKind) => Journal;
}

/** The same options; every call of the index, the removal marks, the notifications and the journals has a deadline. */
export function portsInTime<Options extends Ports>(options: Options): Options {
  const { index, marks, notifications, createJournal, clock } = options;
  const inTime = new InTime(clock);
  return {
    ...options,
    index: indexInTime(index, inTime),
    ...(marks && { marks: marksInTime(marks, inTime) }),
    ...(notifications && { notifications: notificationsInTime(notifications, inTime) }),
    ...(createJournal && {
      createJournal: (place: string, kind: PlaceKind) => journalInTime(createJournal(place, kind), place, inTime),
    }),
  };
}

/** The index with deadlines. */
export function indexInTime(index: ProfileIndex, inTime: InTime): ProfileIndex {
  const late = (): AxiomTokenError => driveNotAnswering('the list of accounts', 'Try again when it does.');
  let trouble: AxiomTokenError | undefined;
  const change = async (run: (isWanted: StillWanted) => Promise<void>): Promise<void> => {
    const noteLate = (): AxiomTokenError => (trouble = late());
    await inTime.call('index', run, noteLate, INDEX_DEADLINE_MS);
    trouble = undefined;
  };
  return {
    get trouble() {
      return trouble ?? index.trouble;
    },
    list: () => index.list(),
    unknownEntries: () => index.unknownEntries(),
    removed: () => index.removed(),
    reservedIds: () => index.reservedIds(),
    update: (id, changeEntry) => change((isWanted) => index.update(id, changeEntry, isWanted)),
    remove: (id, _isWanted, isTakenBack) => change((isWanted) => index.remove(id, isWanted, isTakenBack)),
  };
}

/** The journal of a place with deadlines. */
export function journalInTime(journal: Journal, place: string, inTime: InTime): Journal {
  const call = <Result>(run: (isWanted: StillWanted) => Promise<Result>): Promise<Result> =>
    inTime.call(`journal of ${place}`, run, () =>
      driveNotAnswering('the app\u2019s own folder', 'Until then nothing is refreshed.'),
    );
  return {
    read: (keyId) => call(() => journal.read(keyId)),
    writeIntent: (intent) => call(() => journal.writeIntent(intent)),
    clearIntent: () => call(() => journal.clearIntent()),
    writeSealed: (keyId, sealed) => call((isWanted) => journal.writeSealed(keyId, sealed, isWanted)),
    clear: (keyId) => call((isWanted) => journal.clear(keyId, isWanted)),
    setAside: (keyId) => call(() => journal.setAside(keyId)),
    dropFormer: (former) => call(() => journal.dropFormer(former)),
    readKey: () => call(() => journal.readKey()),
    writeKey: (key) => call(() => journal.writeKey(key)),
  };
}

/** The removal marks with deadlines. */
export function marksInTime(marks: RemovalMarks, inTime: InTime): RemovalMarks {
  const call = <Result>(place: string, run: (isWanted: StillWanted) => Promise<Result>): Promise<Result> =>
    inTime.call(`marks of ${place}`, run, () => driveNotAnswering('the marks of removals'));
  return {
    read: (place) => call(place, () => marks.read(place)),
    add: (place, mark) => call(place, (isWanted) => marks.add(place, mark, isWanted)),
    drop: (place, signIn) => call(place, (isWanted) => marks.drop(place, signIn, isWanted)),
  };
}

/** The waits that Axiom has asked for, with deadlines. */
export function waitsInTime(waits: AskedWaits, inTime: InTime): AskedWaits {
  const call = <Result>(place: string, run: (isWanted: StillWanted) => Promise<Result>): Promise<Result> =>
    inTime.call(`wait of ${place}`, run, () => driveNotAnswering('the note of a wait'));
  return {
    read: (place) => call(place, () => waits.read(place)),
    note: (place, wait) => call(place, (isWanted) => waits.note(place, wait, isWanted)),
    drop: (place) => call(place, (isWanted) => waits.drop(place, isWanted)),
  };
}

/** The notifications about places with deadlines. */
export function notificationsInTime(notifications: PlaceNotifications, inTime: InTime): PlaceNotifications {
  return {
    notify: (place) =>
      inTime.call(
        `notifications of ${place}`,
        () => notifications.notify(place),
        () => driveNotAnswering('the change notices'),
      ),
    listen: (place, changed) => notifications.listen(place, changed),
  };
}
