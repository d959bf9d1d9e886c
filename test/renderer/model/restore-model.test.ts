import { describe, expect, it } from 'vitest';
import { backupPreviewSchema } from '../../../preload/contract/backup-preview-schema';
import {
  firstChoice,
  keptChoice,
  missingConsents,
  type RestoreChoice,
  restoreLabel,
  restoreOptions,
  restoreRequest,
  restoreWords,
  sharedTarget,
} from '../../../renderer/model/restore-model';
import { makePreview } from '../../support/make-snapshot';

describe('restoring', () => {
  const preview = makePreview(0);
  const [first] = preview.profiles;
  if (!first) throw new Error('the sample has accounts');
  const NO_WAYS: RestoreChoice['ways'] = new Map();

  it('ticks initially what is safe, and never what is newer here', () => {
    expect([...firstChoice(preview).chosen]).toEqual(['main', 'test']);
    expect(firstChoice(preview).replaceNewer.size).toBe(0);
  });

  it('leaves an account unticked whose tokens here are unknown, but lets it be chosen', () => {
    const unread = { ...first, effect: 'unread' as const };
    expect([firstChoice({ ...preview, profiles: [unread] }).chosen.size, restoreOptions(unread).length]).toEqual([
      0, 1,
    ]);
  });

  it('asks a second time before newer tokens are replaced', () => {
    const once = { chosen: new Set(['hedge']), replaceNewer: new Set<string>(), ways: NO_WAYS };
    expect(missingConsents(preview, once)).toEqual(['hedge']);
    const twice = { ...once, replaceNewer: new Set(['hedge']) };
    expect(missingConsents(preview, twice)).toEqual([]);
    expect(restoreRequest(preview, twice)).toEqual({
      backupId: 'backup-1',
      profileIds: ['hedge'],
      replaceNewer: ['hedge'],
    });
  });

  it('sends no consent for a profile that is not chosen, and nothing that is refused', () => {
    const odd = { chosen: new Set(['main', 'research']), replaceNewer: new Set(['hedge']), ways: NO_WAYS };
    expect(restoreRequest(preview, odd)).toMatchObject({ profileIds: ['main'], replaceNewer: [] });
  });

  it('describes every effect', () => {
    for (const effect of backupPreviewSchema.shape.profiles.element.shape.effect.options) {
      expect(restoreWords({ ...first, effect })).toMatch(/\.$/);
    }
    expect(restoreOptions({ ...first, effect: 'other-account' })).toEqual([]);
    expect(restoreOptions({ ...first, effect: 'same' })).toEqual([]);
  });

  const older = { name: 'hedge', effect: 'replace-older' } as const;
  const newer = { name: 'hedge', effect: 'replace-newer' } as const;
  const same = { name: 'hedge', effect: 'same' } as const;

  it.each<[what: string, change: Partial<typeof first>, ways: string[], words: RegExp]>([
    [
      'another account under its name',
      { effect: 'other-account', newName: 'main 2' },
      ['new'],
      /beside it as “main 2”/,
    ],
    [
      'its account under another name',
      { effect: 'add', holder: older },
      ['holder', 'own'],
      /^hedge is signed in to this/,
    ],
    ['another account of its name', { effect: 'add', newName: 'main 2' }, ['new'], /^Adds the tokens as “main 2”/],
    ['both', { effect: 'other-account', newName: 'main 2', holder: newer }, ['holder', 'new'], /^hedge is signed in/],
    ['its tokens under another name', { effect: 'add', holder: same }, [], /^Already here, in hedge: the same tokens/],
    [
      'a twin in the backup, and its account under another name',
      { effect: 'add', twin: 'fund', holder: older },
      ['own', 'holder'],
      /^hedge is signed in to this Axiom account already\. It is the same Axiom account as fund in this backup\.$/,
    ],
    [
      'nothing but a twin in the backup',
      { effect: 'add', twin: 'fund' },
      ['own'],
      /same Axiom account as fund in this backup\.$/,
    ],
  ])('offers what can be done where there is %s', (_what, change, ways, words) => {
    const profile = { ...first, ...change };
    expect([restoreOptions(profile).map(({ way }) => way), restoreWords(profile)]).toEqual([
      ways,
      expect.stringMatching(words),
    ]);
  });

  it.each<[what: string, ways: [string, 'own' | 'holder'][], ticked: string[], target: string | undefined]>([
    ['both into one account', [['again', 'holder']], ['main', 'again'], 'main'],
    ['each into its own', [['again', 'own']], ['main', 'again'], undefined],
    ['one alone', [['again', 'holder']], ['again'], undefined],
  ])('knows where two of a backup would go: %s', (_what, ways, ticked, target) => {
    const main = { ...first, effect: 'replace-older' as const };
    const again = { ...first, id: 'again', name: 'again', effect: 'add' as const, twin: 'main' };
    const profiles = [main, { ...again, holder: { ...older, name: 'main' } }];
    const choice = { chosen: new Set(ticked), replaceNewer: new Set<string>(), ways: new Map(ways) };
    expect(sharedTarget({ ...preview, profiles }, choice)).toBe(target);
  });

  it('keeps the part of a choice that can still be restored', () => {
    const profiles = [{ ...first, effect: 'same' as const }, ...preview.profiles.slice(1)];
    const choice = { chosen: new Set(['main', 'test']), replaceNewer: new Set(['hedge']), ways: NO_WAYS };
    expect(keptChoice({ ...preview, profiles }, choice)).toEqual({ ...choice, chosen: new Set(['test']) });
  });

  it('ticks nothing at first that has to be decided', () => {
    const profiles = [{ ...first, effect: 'add' as const, holder: older }];
    expect(firstChoice({ ...preview, profiles }).chosen.size).toBe(0);
  });

  it.each([
    [undefined, { intoHolder: ['main'] }],
    ['own', {}],
  ] as const)('sends the way that was chosen, and the first one where none was: %s', (way, ways) => {
    const profiles = [{ ...first, effect: 'add' as const, holder: older }];
    const choice: RestoreChoice = {
      chosen: new Set(['main']),
      replaceNewer: new Set(),
      ways: new Map(way ? [['main', way]] : []),
    };
    expect(restoreRequest({ ...preview, profiles }, choice)).toEqual({
      backupId: 'backup-1',
      profileIds: ['main'],
      replaceNewer: [],
      ...ways,
    });
  });

  it('asks a second time only for the way that replaces newer tokens', () => {
    const profiles = [{ ...first, effect: 'other-account' as const, holder: newer, newName: 'main 2' }];
    const chosen: RestoreChoice = { chosen: new Set(['main']), replaceNewer: new Set(), ways: NO_WAYS };
    const asNew: RestoreChoice = { ...chosen, ways: new Map([['main', 'new']]) };
    expect(missingConsents({ ...preview, profiles }, chosen)).toEqual(['main']);
    expect(missingConsents({ ...preview, profiles }, asNew)).toEqual([]);
    expect(restoreRequest({ ...preview, profiles }, asNew)).toMatchObject({ asNew: ['main'] });
    expect(restoreLabel({ ...preview, profiles }, asNew)).toBe('Restore 1 account');
  });
});
