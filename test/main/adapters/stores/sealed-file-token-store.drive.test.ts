// The sealed file on a drive with fewer features.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { createSealedFileKeys } from '../../../../main/adapters/stores/sealed-file-keys';
import { createSealedFileTokenStore } from '../../../../main/adapters/stores/sealed-file-token-store';
import { Secret } from '../../../../main/core/base/secret';
import { createRememberingCrypto } from '../../../support/fakes/crypto/remembering-crypto';
import { faultyFileSystem } from '../../../support/fakes/file-system/faulty-file-system';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { makeRecord } from '../../../support/make-record';
import { temporaryFolder } from '../../../support/temporary-folder';

it('that cannot sync a folder has the record, and that is noted', async () => {
  const path = join(await temporaryFolder(), 'tokens.axiomsealed');
  const crypto = createRememberingCrypto(createNodeCrypto());
  const keys = createSealedFileKeys(crypto);
  await keys.open(path, new Secret('zwölf Boxkämpfer'));
  const logger = new RecordingLogger();
  const fileSystem = faultyFileSystem('folder-sync', 'EINVAL');
  const store = createSealedFileTokenStore({ path, keys, crypto, isExpected: () => false, fileSystem, logger });
  await store.save(makeRecord(1));
  expect((await store.load())?.recordGeneration).toBe(1);
  expect(logger.lines).toMatchObject([{ level: 'warn', fields: { errno: 'EINVAL' } }]);
  await store.clear();
  expect(await store.load()).toBeUndefined();
});

it('that answers when nobody waits any more does not change the file', async () => {
  const path = join(await temporaryFolder(), 'tokens.axiomsealed');
  const crypto = createRememberingCrypto(createNodeCrypto());
  const keys = createSealedFileKeys(crypto);
  await keys.open(path, new Secret('zwölf Boxkämpfer'));
  const store = createSealedFileTokenStore({ path, keys, crypto, isExpected: () => false });
  await store.save(makeRecord(1), () => true);
  const late = { code: 'TIMEOUT' };
  await expect(store.save(makeRecord(2), () => false)).rejects.toMatchObject(late);
  await expect(store.clear(() => false)).rejects.toMatchObject(late);
  await expect(store.setAside?.(() => false)).rejects.toMatchObject(late);
  expect((await store.load())?.recordGeneration).toBe(1);
});
