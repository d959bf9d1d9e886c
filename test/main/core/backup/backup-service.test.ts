import { beforeEach, describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { type BackupProfile, encodeBackupProfiles } from '../../../../main/core/backup/backup-contents';
import { createBackupService } from '../../../../main/core/backup/backup-service';
import type { Crypto } from '../../../../main/core/ports/crypto';
import { Secret } from '../../../../main/core/base/secret';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { makeRecord } from '../../../support/make-record';
import { cheapScrypt } from '../../../support/fakes/crypto/cheap-scrypt';

compareSecretsByText();

const real = createNodeCrypto();
/** The real cryptography with a cheap key derivation. */
const quick: Crypto = {
  ...real,
  scrypt: (passphrase, salt, parameters, length) => cheapScrypt(passphrase, salt, parameters, length),
};
const passphrase = new Secret('zwölf Boxkämpfer');
const main: BackupProfile = { id: 'default', name: 'main', record: makeRecord(3) };
const bot: BackupProfile = { id: 'bot-2', name: 'Böt', record: makeRecord(9) };

const serviceWith = (crypto: Crypto) => createBackupService({ crypto, clock: new FakeClock(), appVersion: '9.9.9' });
/** A service that finds different content in the file it has made. */
const serviceThatReads = (profiles: readonly BackupProfile[]) =>
  serviceWith({ ...quick, open: () => encodeBackupProfiles(profiles) });

describe('the backup service', () => {
  let made: Uint8Array;

  beforeEach(async () => {
    made = await serviceWith(quick).createBackup([main, bot], passphrase);
  });

  it('stamps a backup with time and version', async () => {
    expect(await serviceWith(quick).openBackup(made, passphrase)).toStrictEqual({
      createdAtMs: FAKE_START_MS,
      appVersion: '9.9.9',
      profiles: [main, bot],
    });
  });

  it('returns nothing that it could not open again', async () => {
    const forgetful = serviceWith({ ...quick, open: () => undefined });
    await expect(forgetful.createBackup([main, bot], passphrase)).rejects.toMatchObject({ code: 'BACKUP_CORRUPT' });
  });

  it.each([
    ['one profile less', [main]],
    ['one profile more', [main, bot, { ...bot, id: 'bot-3' }]],
    ['other tokens in the first', [{ ...main, record: makeRecord(3) }, bot]],
    ['other tokens in the last', [main, { ...bot, record: makeRecord(9) }]],
    ['another profile', [main, { ...bot, id: 'bot-3' }]],
    ['the profiles in another order', [bot, main]],
  ])('hands out nothing that holds %s', async (_what, profiles) => {
    await expect(serviceThatReads(profiles).createBackup([main, bot], passphrase)).rejects.toMatchObject({
      code: 'INTERNAL',
      message: 'The backup could not be verified after it was made, so it was not saved.',
    });
  });

  it('opens with no other passphrase', async () => {
    await expect(serviceWith(quick).openBackup(made, new Secret('another one'))).rejects.toMatchObject({
      code: 'BACKUP_WRONG_PASSPHRASE',
    });
  });
});
