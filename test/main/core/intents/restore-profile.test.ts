// A restore never replaces tokens that it has not seen: for an unreadable place it is refused, or waits and decides once the place was read.
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../../main/core/base/errors';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { type Restore, restoreProfile } from '../../../../main/core/intents/restore-profile';
import { outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { TestServices } from '../../../support/make-services';

const DAY_MS = 86_400_000;
const OLD = makeRecord(1, FAKE_START_MS - DAY_MS);
const NEWER = makeRecord(5, FAKE_START_MS - 60_000);
const OLDER_STILL = makeRecord(0, FAKE_START_MS - 2 * DAY_MS);

const restoreOf = (record: TokenRecord, change: Partial<Restore> = {}): Restore => {
  const profile = { id: 'default', name: 'main', record };
  return {
    profile,
    contents: { createdAtMs: FAKE_START_MS, appVersion: '0.1.0', profiles: [profile] },
    mayReplaceNewer: false,
    ...change,
  };
};

/** The app has just started; the keychain contains this record. */
function started(kept: TokenRecord | undefined) {
  const services = new TestServices();
  const keychain = services.keychain();
  keychain.kept = kept;
  const manager = () => services.registry.get('default').manager;
  const hasTokensOf = (record: TokenRecord): boolean =>
    manager().getTokens()?.refreshToken.equals(record.tokens.refreshToken) === true;
  return { services, keychain, manager, hasTokensOf };
}

describe('an older backup over a place that cannot be read', () => {
  const codes: readonly ErrorCode[] = ['STORAGE_LOCKED', 'STORAGE_UNAVAILABLE', 'STORAGE_DENIED', 'TIMEOUT'];

  it.each(codes)('is refused, and the newer tokens are there when it answers again: %s', async (code) => {
    const { services, keychain, manager, hasTokensOf } = started(NEWER);
    keychain.fail(['load'], code);
    await services.registry.open();
    await expect(restoreProfile(services, restoreOf(OLD))).rejects.toMatchObject({
      code,
      message: expect.stringContaining('It may have newer tokens than the backup, so nothing was restored.'),
    });
    expect([manager().getTokens(), keychain.kept]).toEqual([undefined, NEWER]);
    keychain.fail(['load']);
    await manager().retryStorage();
    expect([hasTokensOf(NEWER), keychain.kept?.recordGeneration, keychain.saved]).toEqual([true, 5, []]);
  });

  it.each(codes)(
    'is refused even if replacing newer tokens was allowed, because nobody has seen what is there: %s',
    async (code) => {
      const { services, keychain } = started(NEWER);
      keychain.fail(['load'], code);
      await services.registry.open();
      const restore = restoreOf(OLD, { mayReplaceNewer: true });
      expect([await outcomeOf(restoreProfile(services, restore)), keychain.saved]).toEqual([code, []]);
    },
  );

  it('that a click unlocks is compared with its content: newer stays', async () => {
    const { services, keychain, hasTokensOf } = started(NEWER);
    keychain.fail(['load'], 'STORAGE_LOCKED');
    await services.registry.open();
    keychain.fail(['load']);
    await expect(restoreProfile(services, restoreOf(OLD))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'main has newer tokens here than in the backup. Nothing was changed.',
    });
    expect([hasTokensOf(NEWER), keychain.saved]).toEqual([true, []]);
  });

  it('that a click unlocks is compared with its content: older is replaced', async () => {
    const { services, keychain, hasTokensOf } = started(OLDER_STILL);
    keychain.fail(['load'], 'STORAGE_LOCKED');
    await services.registry.open();
    keychain.fail(['load']);
    await restoreProfile(services, restoreOf(OLD));
    expect([hasTokensOf(OLD), keychain.kept?.recordGeneration]).toEqual([true, 2]);
  });
});

describe('newer tokens that another program has put there since the backup was opened', () => {
  const REFUSAL = {
    code: 'INVALID_INPUT',
    message: 'main has newer tokens here than in the backup. Nothing was changed.',
  };

  it.each([
    ['that was signed out', undefined],
    ['with older ones', OLDER_STILL],
  ])('are seen and stay in an account %s', async (_what, kept) => {
    const { services, keychain, hasTokensOf } = started(kept);
    await services.registry.open();
    keychain.kept = NEWER;
    await expect(restoreProfile(services, restoreOf(OLD))).rejects.toMatchObject(REFUSAL);
    expect([hasTokensOf(NEWER), keychain.kept, keychain.saved]).toEqual([true, NEWER, []]);
  });

  it('are noticed even if that program writes them while it still holds the lock', async () => {
    const { services, keychain, manager } = started(undefined);
    await services.registry.open();
    let isReleased = false;
    manager().acquireLock = async (purpose) => {
      if (purpose === 'write') keychain.kept = NEWER;
      return () => void (isReleased = true);
    };
    await expect(restoreProfile(services, restoreOf(OLD))).rejects.toMatchObject(REFUSAL);
    expect([keychain.kept, isReleased]).toEqual([NEWER, true]);
  });

  it('are waited for, and where that takes too long nothing is restored', async () => {
    const { services, keychain, manager } = started(undefined);
    await services.registry.open();
    manager().acquireLock = async () => Promise.reject(new Error('busy'));
    await expect(restoreProfile(services, restoreOf(OLD))).rejects.toMatchObject({
      code: 'TIMEOUT',
      message: 'Another program is busy with the tokens of this account, so nothing was restored.',
    });
    expect(keychain.saved).toEqual([]);
  });
});

describe('a place that is still being opened', () => {
  it.each([
    ['newer tokens', NEWER, 'INVALID_INPUT', false],
    ['older tokens', OLDER_STILL, undefined, true],
    ['nothing', undefined, undefined, true],
  ])('is waited for; it has %s', async (_what, kept, outcome, isRestored) => {
    const { services, keychain, hasTokensOf } = started(kept);
    const release = keychain.hold('load');
    const opening = services.registry.open();
    const restoring = outcomeOf(restoreProfile(services, restoreOf(OLD)).then(() => undefined));
    await settle();
    expect([services.registry.get('default').manager.getTokens(), keychain.saved]).toEqual([undefined, []]);
    release();
    await opening;
    expect([await restoring, hasTokensOf(OLD)]).toEqual([outcome, isRestored]);
    if (!isRestored) expect([hasTokensOf(NEWER), keychain.kept]).toEqual([true, NEWER]);
  });

  it('is not replaced when its opening fails in the end', async () => {
    const { services, keychain } = started(NEWER);
    const release = keychain.hold('load');
    const opening = services.registry.open();
    const restoring = outcomeOf(restoreProfile(services, restoreOf(OLD)));
    keychain.fail(['load'], 'TIMEOUT');
    release();
    await opening;
    expect([await restoring, keychain.kept, keychain.saved]).toEqual(['TIMEOUT', NEWER, []]);
  });
});

it('replaces a damaged entry, which is what a person restores for', async () => {
  const { services, keychain, hasTokensOf } = started(undefined);
  keychain.fail(['load'], 'STORAGE_CORRUPT');
  await services.registry.open();
  await restoreProfile(services, restoreOf(OLD));
  expect(hasTokensOf(OLD)).toBe(true);
});

it('changes nothing where the same tokens are', async () => {
  const { services, keychain } = started(NEWER);
  await services.registry.open();
  await restoreProfile(services, restoreOf({ ...NEWER, recordGeneration: 2 }));
  expect([keychain.kept, keychain.saved]).toEqual([NEWER, []]);
});

it.each([
  [
    'another account',
    makeRecord(1, FAKE_START_MS, { tokens: makeTokens(FAKE_START_MS, 900_000, 'account-2') }),
    'WRONG_ACCOUNT',
  ],
  ['another server', makeRecord(1, FAKE_START_MS, { origin: 'https://other.example' }), 'WRONG_ORIGIN'],
])('refuses tokens of %s', async (_whose, record, code) => {
  const { services, keychain } = started(NEWER);
  await services.registry.open();
  expect(await outcomeOf(restoreProfile(services, restoreOf(record, { mayReplaceNewer: true })))).toBe(code);
  expect(keychain.kept).toBe(NEWER);
});

it('refuses tokens that another profile has, with its name', async () => {
  const { services, keychain } = started(NEWER);
  await services.registry.open();
  const profile = { id: 'hedge', name: 'Hedge', record: { ...NEWER, recordGeneration: 9 } };
  await expect(restoreProfile(services, restoreOf(OLD, { profile }))).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: 'These tokens are in main already.',
  });
  expect([services.keychain('hedge').kept, keychain.kept]).toEqual([undefined, NEWER]);
});

describe('an account that is not in the list', () => {
  const hedge = { id: 'hedge', name: 'Hedge', record: OLD };
  const restoreHedge = (services: TestServices) =>
    outcomeOf(restoreProfile(services, restoreOf(OLD, { profile: hedge })).then(({ id }) => id));
  const ids = ({ registry, index }: TestServices) =>
    [registry.list(), index.list()].map((all) => all.map(({ id }) => id));

  it('is not added where its place cannot be read; its content stays', async () => {
    const { services } = started(undefined);
    await services.registry.open();
    const keychain = services.keychain('hedge');
    keychain.kept = NEWER;
    keychain.fail(['load'], 'STORAGE_LOCKED');
    expect([await restoreHedge(services), keychain.kept]).toEqual(['STORAGE_LOCKED', NEWER]);
    expect(ids(services)).toEqual([['default'], ['default']]);
    keychain.fail(['load']);
    keychain.kept = undefined;
    expect([await restoreHedge(services), ids(services)[0]]).toEqual(['hedge', ['default', 'hedge']]);
  });

  it('is added where its place has tokens after all, which stay', async () => {
    const { services } = started(undefined);
    await services.registry.open();
    services.keychain('hedge').kept = NEWER;
    expect([await restoreHedge(services), ids(services)[0]]).toEqual(['INVALID_INPUT', ['default', 'hedge']]);
    expect(services.keychain('hedge').kept).toEqual(NEWER);
  });

  it('stays in the list of accounts where another program has put it there', async () => {
    const { services } = started(undefined);
    await services.registry.open();
    await services.index.update('hedge', () => ({
      id: 'hedge',
      name: 'Hedge',
      store: { kind: 'keychain' },
      hasTokens: true,
    }));
    services.keychain('hedge').fail(['load'], 'STORAGE_LOCKED');
    expect([await restoreHedge(services), ids(services)[1]]).toEqual([
      'STORAGE_LOCKED',
      expect.arrayContaining(['hedge']),
    ]);
  });
});

it('adds a profile only for tokens of this server', async () => {
  const { services } = started(NEWER);
  await services.registry.open();
  const foreign = { id: 'far', name: 'Far', record: makeRecord(1, FAKE_START_MS, { origin: 'https://other.example' }) };
  expect(await outcomeOf(restoreProfile(services, restoreOf(OLD, { profile: foreign })))).toBe('WRONG_ORIGIN');
  expect(services.registry.list().map(({ id }) => id)).toEqual(['default']);
  const hedge = { profile: { id: 'hedge', name: 'Hedge', record: OLD } };
  // main has the same account, and the person must be informed.
  expect(await outcomeOf(restoreProfile(services, restoreOf(OLD, hedge)))).toBe('INVALID_INPUT');
  expect(services.registry.list().map(({ id }) => id)).toEqual(['default']);
  await restoreProfile(services, restoreOf(OLD, { ...hedge, agreedIds: new Set(['default']) }));
  expect(services.keychain('hedge').kept?.tokens.refreshToken.equals(OLD.tokens.refreshToken)).toBe(true);
});
