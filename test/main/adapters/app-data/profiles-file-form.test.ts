import { describe, expect, it } from 'vitest';
import {
  readProfilesFileContent,
  writeProfilesFileContent,
} from '../../../../main/adapters/app-data/profiles-file-form';
import { PLACE_KINDS, storeChoice } from '../../../../main/core/ports/token-places';

const MAIN = { id: 'default', name: 'main', store: { kind: 'keychain' }, hasTokens: true };
const BOT = { ...MAIN, id: 'bot', name: 'bot' };
const THIRD = { ...MAIN, id: 'third', name: 'third' };

function valueOf(json: unknown) {
  const found = readProfilesFileContent(json);
  if (found.kind !== 'value') throw new Error(`it is ${found.kind}`);
  return found.value;
}

/** The content written after reading a file. */
const rewritten = (json: unknown): unknown => writeProfilesFileContent(valueOf(json));
/** The ids of the usable entries, in order. */
const used = (json: unknown) => valueOf(json).profiles.flatMap((listed) => (listed.isKnown ? [listed.entry.id] : []));
/** The other entries as they are shown. */
const shown = (json: unknown) => valueOf(json).profiles.flatMap((listed) => (listed.isKnown ? [] : [listed.shown]));

describe('the form of the profiles file', () => {
  it.each([
    [1, 'leavingSinceMs'],
    [2, 'deletionPendingSinceMs'],
  ])(
    'of version %i becomes version 3: what was to be deleted is a removal from its place, unknown keys stay',
    (version, key) => {
      const file = { ...BOT, store: { kind: 'file', path: '/drive/x', colour: 'red' } };
      const json = {
        version,
        note: 'x',
        profiles: [{ ...MAIN, [key]: 1_750_000_000_000, pinned: true }, { ...file, [key]: 5 }, THIRD],
      };
      const removal = { reason: 'signed-out', sinceMs: 1_750_000_000_000 };
      expect(rewritten(json)).toStrictEqual({
        version: 3,
        note: 'x',
        profiles: [
          { ...MAIN, pinned: true, removing: [{ ...removal, store: MAIN.store }] },
          { ...file, removing: [{ ...removal, store: file.store, sinceMs: 5 }] },
          THIRD,
        ],
      });
    },
  );

  it('of version 3 is written as it was read', () => {
    const removing = [
      { store: { kind: 'file', path: '/drive/x' }, signIn: 'abc', sinceMs: 5, reason: 'moved', note: 1 },
      { store: MAIN.store, sinceMs: 6, signInDecidedAtMs: 5, serverOffsetMs: -7_000, reason: 'signed-out' },
    ];
    const json = { version: 3, profiles: [{ ...MAIN, signIn: 'def', removing, keychainProvider: 'KWallet' }] };
    expect([used(json), rewritten(json)]).toEqual([['default'], json]);
  });

  it.each([
    [1, { leavingSinceMs: 'soon' }],
    [2, { deletionPendingSinceMs: 'soon' }],
  ])('of version %i does not take %j for nothing to be removed', (version, pending) => {
    const json = { version, profiles: [{ ...MAIN, ...pending }] };
    expect([used(json), shown(json)]).toMatchObject([[], [{ id: 'default', reason: 'unreadable' }]]);
  });

  it.each(PLACE_KINDS)('knows the place %s, with its path where it has one', (kind) => {
    const json = { version: 3, profiles: [{ ...MAIN, store: storeChoice(kind, '/drive/x') }] };
    expect([used(json), rewritten(json)]).toEqual([['default'], json]);
    const hasPath = 'path' in storeChoice(kind, '/x');
    expect(used({ version: 2, profiles: [{ ...MAIN, store: { kind } }] })).toEqual(hasPath ? [] : ['default']);
  });

  it.each([
    ['later', { version: 99 }],
    ['later', { version: 99, profiles: { default: MAIN } }],
    ['damaged', { profiles: [MAIN] }],
    ['damaged', { version: '2', profiles: [MAIN] }],
    ['damaged', { version: 0, profiles: [MAIN] }],
    ['damaged', { version: 2 }],
    ['damaged', { version: 2, profiles: 'none' }],
    ['damaged', []],
    ['damaged', null],
  ])('is %s as a whole: %j', (kind, json) => {
    expect(readProfilesFileContent(json).kind).toBe(kind);
  });
});

const later = (more: object) => ({ ...BOT, ...more });
const LATER_REMOVAL = { store: { kind: 'vault' }, sinceMs: 1, reason: 'signed-out' };
const LATER: readonly (readonly [what: string, found: unknown, id?: string | undefined, name?: string])[] = [
  ['a kind of place that is not known', later({ store: { kind: 'vault', url: 'x' }, more: [1] }), 'bot', 'bot'],
  ['such a place, and nothing else that is', { store: { kind: 'vault' } }],
  ['a removal from such a place', later({ removing: [LATER_REMOVAL] }), 'bot', 'bot'],
];
const UNREADABLE: typeof LATER = [
  ['null', null],
  ['a text', 'bot'],
  ['a number', 7],
  ['a list', [BOT]],
  ['nothing in it', {}],
  ['no id', { ...BOT, id: undefined }, undefined, 'bot'],
  ['an id that is none', later({ id: '../x' }), undefined, 'bot'],
  ['an id of another type', later({ id: 5 }), undefined, 'bot'],
  ['no name', { ...BOT, name: undefined }, 'bot'],
  ['an empty name', later({ name: '' }), 'bot'],
  ['no place', { ...BOT, store: undefined }, 'bot', 'bot'],
  ['a place that is null', later({ store: null }), 'bot', 'bot'],
  ['a file as its place, without the path', later({ store: { kind: 'file' } }), 'bot', 'bot'],
  ['a file as its place, with an empty path', later({ store: { kind: 'file', path: '' } }), 'bot', 'bot'],
  ['a wrong type', later({ hasTokens: 'yes' }), 'bot', 'bot'],
  ['a missing field', { ...BOT, hasTokens: undefined }, 'bot', 'bot'],
  [
    'a removal without a time',
    later({ removing: [{ ...LATER_REMOVAL, store: MAIN.store, sinceMs: '1' }] }),
    'bot',
    'bot',
  ],
  [
    'a removal with an offset that is none',
    later({ removing: [{ ...LATER_REMOVAL, store: MAIN.store, serverOffsetMs: '1' }] }),
    'bot',
    'bot',
  ],
  ['removals that are no list', later({ removing: 'all' }), 'bot', 'bot'],
  ['the id of an entry before it', { ...BOT, id: 'default' }, 'default', 'bot'],
];

describe('one entry among three that is not understood', () => {
  const cases = [
    ...LATER.map((each) => ['newer-version', ...each] as const),
    ...UNREADABLE.map((each) => ['unreadable', ...each] as const),
  ];

  it.each(cases)(
    '(%s) with %s leaves the other entries usable, and is written back unchanged',
    (reason, _what, found, id, name) => {
      for (const version of [1, 2, 3]) {
        const json = { version, profiles: [MAIN, found, THIRD] };
        expect(used(json)).toEqual(['default', 'third']);
        expect(shown(json)).toEqual([{ id, name, reason }]);
        expect(rewritten(json)).toStrictEqual({ version: 3, profiles: [MAIN, found, THIRD] });
      }
    },
  );

  it('is not changed by the step to a newer version either, which may not fit it', () => {
    const found = { ...BOT, hasTokens: 'yes', leavingSinceMs: 5 };
    expect(rewritten({ version: 1, profiles: [found] })).toStrictEqual({ version: 3, profiles: [found] });
  });

  it('keeps its id, even if a later entry that is understood has the same one', () => {
    const json = { version: 2, profiles: [{ ...BOT, store: { kind: 'vault' } }, BOT, MAIN] };
    expect(used(json)).toEqual(['default']);
    expect(shown(json).map(({ id, reason }) => [id, reason])).toEqual([
      ['bot', 'newer-version'],
      ['bot', 'unreadable'],
    ]);
  });
});

describe('a file of a later version', () => {
  it('is used entry by entry, as far as every field that is needed can be read', () => {
    const json = {
      version: 99,
      sorted: 'by-name',
      profiles: [{ ...MAIN, colour: 'red' }, { ...BOT, hasTokens: { keychain: true } }, 'third', THIRD],
    };
    expect([valueOf(json).isLater, used(json)]).toEqual([true, ['default', 'third']]);
    expect(shown(json)).toEqual([
      { id: 'bot', name: 'bot', reason: 'newer-version' },
      { id: undefined, name: undefined, reason: 'newer-version' },
    ]);
  });

  it('differs from one of this version', () => {
    expect([3, 4].map((version) => valueOf({ version, profiles: [] }).isLater)).toEqual([false, true]);
  });

  it('is not assumed because an id occurs twice', () => {
    expect(shown({ version: 99, profiles: [MAIN, MAIN] })).toMatchObject([{ id: 'default', reason: 'unreadable' }]);
  });
});
