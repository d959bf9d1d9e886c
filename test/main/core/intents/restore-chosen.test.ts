import { beforeEach, expect, it } from 'vitest';
import { previewRestore } from '../../../../main/core/intents/restore-preview';
import { damagedProfiles, restoreChosen } from '../../../../main/core/intents/restore-chosen';
import type { BackupProfile } from '../../../../main/core/backup/backup-contents';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { TestServices } from '../../../support/make-services';

let services: TestServices;

beforeEach(async () => {
  services = new TestServices();
  await services.registry.open();
});

const of = (id: string, accountId: string): BackupProfile => {
  const record = makeRecord(1, FAKE_START_MS - 3_600_000);
  return { id, name: id, record: { ...record, tokens: makeTokens(FAKE_START_MS - 3_600_000, 900_000, accountId) } };
};

const opened = async (...profiles: readonly BackupProfile[]) => {
  const contents = { createdAtMs: FAKE_START_MS, appVersion: '0.1.0', profiles };
  const judged = await previewRestore(services, contents, new Map());
  return {
    contents,
    offers: new Map(judged.map(({ preview, offer }) => [preview.id, offer])),
    damagedIds: damagedProfiles(services),
    restoredIds: new Set<string>(),
    addedIds: new Map<string, string>(),
  };
};

it('restores each, and those that are refused do not keep the others', async () => {
  await services.registry.get('default').manager.setTokens(makeTokens(FAKE_START_MS, 900_000, 'account-1'));
  const backup = await opened(of('default', 'account-1'), of('bots', 'account-2'));
  const { done, failed } = await restoreChosen(services, backup, {
    profileIds: ['default', 'bots'],
    replaceNewer: [],
  });
  expect([done, failed.map(({ profileId, code }) => [profileId, code])]).toEqual([
    ['bots'],
    [['default', 'INVALID_INPUT']],
  ]);
  expect(backup.restoredIds).toEqual(new Set(['bots']));
  expect(services.activity.list()[0]?.text).toBe('Restored from a backup');
});

it('restores under the name that was offered', async () => {
  await services.registry.get('default').manager.setTokens(makeTokens(FAKE_START_MS, 900_000, 'account-1'));
  const backup = await opened(of('default', 'account-2'));
  const { done } = await restoreChosen(services, backup, {
    profileIds: ['default'],
    replaceNewer: [],
    asNew: ['default'],
  });
  expect(done).toEqual(['default-2']);
  expect(services.activity.list()[0]?.text).toBe('Restored from a backup as default 2');
});

it.each([
  ['what is not in it', { profileIds: ['nobody'], replaceNewer: [] }, 'That account is not in the backup.'],
  [
    'a way that was not offered',
    { profileIds: ['default'], replaceNewer: [], intoHolder: ['default'] },
    'That account of the backup cannot be restored there.',
  ],
])('refuses %s', async (_what, choice, message) => {
  const backup = await opened(of('default', 'account-1'));
  await expect(restoreChosen(services, backup, choice)).rejects.toMatchObject({ code: 'INVALID_INPUT', message });
});

it('knows the places that are damaged', async () => {
  services = new TestServices();
  services.keychain().fail(['load'], 'STORAGE_CORRUPT');
  await services.registry.open();
  expect(damagedProfiles(services)).toEqual(new Set(['default']));
});
