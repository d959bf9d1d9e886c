// The deadlines for files beside the places. Their effect on a profile: token-manager.hung-beside.test.ts.
import { describe, expect, it } from 'vitest';
import type { ProfileEntry } from '../../../../main/core/ports/profile-index';
import { Secret } from '../../../../main/core/base/secret';
import { InTime } from '../../../../main/core/storage/in-time';
import {
  indexInTime,
  journalInTime,
  marksInTime,
  notificationsInTime,
  waitsInTime,
} from '../../../../main/core/storage/ports-in-time';
import { outcomeOf } from '../../../support/core-graph';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { MemoryJournal } from '../../../support/fakes/journal/memory-journal';
import { createMemoryProfileIndex } from '../../../support/fakes/profile-index/memory-profile-index';
import { createGate } from '../../../support/gate';

/** Calls that start, and hang until the gate is opened. */
function hanging<Port extends object>(port: Port, gate: Promise<void>, asked: string[]): Port {
  return new Proxy(port, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]) => {
        asked.push(String(name));
        await gate;
        return Reflect.apply(member, target, given) as unknown;
      };
    },
  });
}

function setUp() {
  const clock = new FakeClock();
  return { clock, inTime: new InTime(clock), asked: [] as string[], gate: createGate() };
}

describe('the journal of a place', () => {
  const bytes = new Uint8Array([1]);
  const calls: readonly (readonly [string, (journal: MemoryJournal) => Promise<unknown>])[] = [
    ['read', (journal) => journal.read('key')],
    ['writeIntent', (journal) => journal.writeIntent({ recordGeneration: 1, startedAtMs: 1 })],
    ['clearIntent', (journal) => journal.clearIntent()],
    ['writeSealed', (journal) => journal.writeSealed('key', bytes)],
    ['clear', (journal) => journal.clear('key')],
    ['setAside', (journal) => journal.setAside('key')],
    ['dropFormer', (journal) => journal.dropFormer(bytes)],
    ['readKey', (journal) => journal.readKey()],
    ['writeKey', (journal) => journal.writeKey(new Secret('k'))],
  ];

  it.each(calls)('is asked to %s, and not waited for longer than ten seconds', async (name, call) => {
    const { clock, inTime, asked, gate } = setUp();
    const journal = journalInTime(hanging(new MemoryJournal(), gate.opened, asked), 'a', inTime) as MemoryJournal;
    const outcome = outcomeOf(call(journal));
    await clock.advance(10_000);
    expect([await outcome, asked]).toEqual(['TIMEOUT', [name]]);
  });

  it('holds up no other', async () => {
    const { clock, inTime, asked, gate } = setUp();
    const hung = journalInTime(hanging(new MemoryJournal(), gate.opened, asked), 'a', inTime);
    void outcomeOf(hung.readKey());
    await clock.advance(10_000);
    const again = journalInTime(new MemoryJournal(), 'a', inTime);
    const other = journalInTime(new MemoryJournal(), 'b', inTime);
    expect([await outcomeOf(again.readKey()), await outcomeOf(other.readKey())]).toEqual(['TIMEOUT', undefined]);
  });
});

it('removal marks, waits and notifications are not waited for longer than ten seconds, each place for itself', async () => {
  const { clock, inTime, asked, gate } = setUp();
  const marks = marksInTime(
    { read: async () => gate.opened.then(() => []), add: () => gate.opened, drop: () => gate.opened },
    inTime,
  );
  const notifications = notificationsInTime(
    { notify: () => gate.opened, listen: (place) => () => asked.push(place) },
    inTime,
  );
  const waits = waitsInTime(
    { read: () => gate.opened.then(() => undefined), note: () => gate.opened, drop: () => gate.opened },
    inTime,
  );
  const wait = { token: 'x', askedAtMs: 1, waitMs: 1 };
  const mark = { signIn: 'x', atMs: 1 };
  const calls = [marks.read('a'), marks.add('b', mark), marks.drop('c', 'x'), notifications.notify('a')];
  const ofWaits = [waits.read('a'), waits.note('b', wait), waits.drop('c')];
  const outcomes = [...calls, ...ofWaits].map(outcomeOf);
  await clock.advance(10_000);
  expect(await Promise.all(outcomes)).toEqual(Array(7).fill('TIMEOUT'));
  notifications.listen('a', () => undefined)();
  expect(asked).toEqual(['a']);
});

describe('the list of accounts', () => {
  const entry: ProfileEntry = { id: 'a', name: 'A', store: { kind: 'keychain' }, hasTokens: false };

  it('is given as it is', async () => {
    const { inTime } = setUp();
    const unknown = { id: 'z', name: undefined, reason: 'unreadable' } as const;
    const index = indexInTime(createMemoryProfileIndex([entry], [unknown]), inTime);
    await index.update('a', () => ({ ...entry, name: 'B' }));
    const given = [index.list(), index.unknownEntries(), index.reservedIds(), index.trouble];
    expect(given).toEqual([[{ ...entry, name: 'B' }], [unknown], ['z'], undefined]);
    await index.remove('a');
    expect([index.list(), index.removed()]).toEqual([[], [{ id: 'a', name: 'B' }]]);
  });

  it('whose drive does not answer has a problem until a change was written', async () => {
    const { clock, inTime, gate } = setUp();
    const inner = createMemoryProfileIndex();
    const index = indexInTime(
      { ...inner, trouble: undefined, update: async (...given) => gate.opened.then(() => inner.update(...given)) },
      inTime,
    );
    const outcome = outcomeOf(index.update('a', () => entry));
    // Another program may keep it busy for ten deadlines.
    await clock.advance(20_000);
    const message = 'The disk or network drive of the list of accounts does not answer.';
    expect([await outcome, index.trouble]).toEqual(['TIMEOUT', expect.objectContaining({ message })]);
    expect(await outcomeOf(index.remove('a'))).toBe('TIMEOUT');
    gate.open();
    await clock.advance(0);
    await index.update('a', () => entry);
    expect([index.trouble, index.list()]).toEqual([undefined, [entry]]);
  });
});
