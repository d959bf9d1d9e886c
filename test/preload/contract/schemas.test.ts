import { describe, expect, it } from 'vitest';
import { CALLS, type CallName, PUSHES } from '../../../preload/contract/channels';
import { pageSchema } from '../../../preload/contract/page-schema';
import { preferencesSchema } from '../../../preload/contract/preferences-schema';
import { CALL_SCHEMAS, profileStatusSchema, PUSH_SCHEMAS, snapshotSchema } from '../../../preload/contract/schemas';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { makePreview, makeProfile, makeSnapshot } from '../../support/make-snapshot';

const NAMES = Object.keys(CALLS) as CallName[];
const takes = (name: CallName, request: unknown): boolean => CALL_SCHEMAS[name].request.safeParse(request).success;
const profileId = 'default';

it('there is a schema for the request and the reply of every call, and for the payload of every push', () => {
  expect(Object.keys(CALL_SCHEMAS).sort()).toEqual([...NAMES].sort());
  expect(Object.keys(PUSH_SCHEMAS).sort()).toEqual(Object.keys(PUSHES).sort());
});

describe('the limits of a call’s request', () => {
  it.each<[CallName, unknown, boolean]>([
    ['refreshNow', { profileId: 'a' }, true],
    ['refreshNow', { profileId: 'hedge-fund-2' }, true],
    ['refreshNow', { profileId: 'x'.repeat(40) }, true],
    ['refreshNow', { profileId: 'x'.repeat(41) }, false],
    ['refreshNow', { profileId: '' }, false],
    ['refreshNow', { profileId: 'Default' }, false],
    ['refreshNow', { profileId: '../default' }, false],
    ['refreshNow', { profileId: 'default\n' }, false],
    ['completePasswordSignIn', { code: '000000' }, true],
    ['completePasswordSignIn', { code: '٠٠٠٠٠٠' }, false],
    ['completePasswordSignIn', { code: ' 12345' }, false],
    ['signInWithTokens', { profileId, text: 'x'.repeat(300_000) }, true],
    ['signInWithTokens', { profileId, text: 'x'.repeat(300_001) }, false],
    ['signInWithTokens', { profileId, text: '' }, false],
    ['startPasswordSignIn', { profileId, email: 'a@b.example', password: 'x'.repeat(1024) }, true],
    ['startPasswordSignIn', { profileId, email: 'a@b.example', password: 'x'.repeat(1025) }, false],
    ['startPasswordSignIn', { profileId, email: 'a@b.example', password: '' }, false],
    ['startPasswordSignIn', { profileId, email: 'a@b', password: 'x' }, false],
    ['startPasswordSignIn', { profileId, email: `a@${'b.'.repeat(160)}example`, password: 'x' }, false],
    ['addProfile', { name: '' }, true],
    ['addProfile', { name: 'x'.repeat(10_000) }, true],
    ['addProfile', { name: 'x'.repeat(10_001) }, false],
    ['chooseStorage', { profileId, kind: 'x'.repeat(40) }, true],
    ['chooseStorage', { profileId, kind: 'x'.repeat(41) }, false],
    ['chooseStorage', { profileId, kind: '' }, false],
    ['clearTokens', { profileIds: [] }, false],
    ['clearTokens', { profileIds: Array(100).fill(profileId) }, true],
    ['clearTokens', { profileIds: Array(101).fill(profileId) }, false],
    ['createBackup', { profileIds: [profileId], passphrase: '' }, false],
    ['restoreBackup', { backupId: 'b', profileIds: [profileId], replaceNewer: [] }, true],
    ['restoreBackup', { backupId: 'b', profileIds: [], replaceNewer: [profileId] }, false],
  ])('%s with %j: %s', (name, request, isTaken) => {
    expect(takes(name, request)).toBe(isTaken);
  });

  it.each([
    'moveToSealedFile',
    'enterPassphrase',
    'createBackup',
    'openBackup',
    'chooseStorage',
    'importTokens',
  ] as const)('no page names a path: %s refuses one', (name) => {
    const good = {
      moveToSealedFile: { profileId, passphrase: 'x' },
      enterPassphrase: { profileId, passphrase: 'x' },
      createBackup: { profileIds: [profileId], passphrase: 'x' },
      openBackup: { backupId: 'b', passphrase: 'x' },
      chooseStorage: { profileId, kind: 'file' },
      importTokens: { profileId, source: 'file' },
    }[name];
    expect([takes(name, good), takes(name, { ...good, path: '/etc/passwd' })]).toEqual([true, false]);
  });
});

describe('what main reports', () => {
  const profile = makeProfile(FAKE_START_MS);
  const snapshot = makeSnapshot(FAKE_START_MS, [profile]);

  it('a complete snapshot crosses unchanged', () => {
    expect(snapshotSchema.parse(snapshot)).toEqual(snapshot);
    expect(PUSH_SCHEMAS.snapshotChanged.parse(snapshot)).toEqual(snapshot);
  });

  it.each(['accessToken', 'refreshToken', 'password', 'more'])(
    'a profile with an extra "%s" does not cross',
    (name) => {
      expect(profileStatusSchema.safeParse({ ...profile, [name]: 'x' }).success).toBe(false);
      expect(snapshotSchema.safeParse({ ...snapshot, [name]: 'x' }).success).toBe(false);
    },
  );

  it.each<[string, object]>([
    ['a time that never comes', { expiresAtMs: Infinity }],
    ['a time that is none', { expiresAtMs: Number.NaN }],
    ['a life of less than nothing', { lifetimeMs: -1 }],
    ['tries themselves', { attempts: [{ atMs: 1, durationMs: 1 }] }],
    ['a place that is none', { store: { kind: 'file' } }],
  ])('a profile with %s stays', (_what, change) => {
    expect(profileStatusSchema.safeParse({ ...profile, ...change }).success).toBe(false);
  });

  it('what is in a backup crosses, and its tokens do not', () => {
    const preview = makePreview(FAKE_START_MS);
    const { reply } = CALL_SCHEMAS.openBackup;
    expect(reply.parse(preview)).toEqual(preview);
    const profiles = preview.profiles.map((each) => ({ ...each, refreshToken: 'x' }));
    expect(reply.safeParse({ ...preview, profiles }).success).toBe(false);
  });

  it('only one reply may contain an access token', () => {
    const withToken = { accessToken: 'x', hideAfterMs: 1 };
    const carriers = NAMES.filter((name) => CALL_SCHEMAS[name].reply.safeParse(withToken).success);
    expect(carriers).toEqual(['revealAccessToken']);
  });

  it('a page that is asked for is one of the window’s', () => {
    for (const page of pageSchema.options) expect(PUSH_SCHEMAS.pageRequested.safeParse({ page }).success).toBe(true);
    for (const request of [{ page: 'help' }, { page: 'settings', profileId: 'NO' }, {}]) {
      expect(PUSH_SCHEMAS.pageRequested.safeParse(request).success).toBe(false);
    }
  });
});

it('preferences are complete where they are stored, and partial where they are changed', () => {
  expect(preferencesSchema.safeParse({ theme: 'dark' }).success).toBe(false);
  expect(takes('changePreferences', { theme: 'dark' })).toBe(true);
});
