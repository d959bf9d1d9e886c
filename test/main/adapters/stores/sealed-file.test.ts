// Recognising our files without keys. With keys, and how a store uses it: sealed-file-token-store.test.ts.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { damagedFile, readSealedFile, sealedFileFormat } from '../../../../main/adapters/stores/sealed-file';
import { StoredVersions } from '../../../../main/core/base/stored-versions';
import { BACKUP_FORMAT } from '../../../../main/core/backup/backup-header';
import { type KeyHeader, sealContainer } from '../../../../main/core/sealing/sealed-container';
import { MAX_RECORD_BYTES } from '../../../../main/core/tokens/token-record';
import { temporaryFolder } from '../../../support/temporary-folder';

const crypto = createNodeCrypto();
const keys = new Uint8Array(64);
const HEADER: KeyHeader = { kdf: 'scrypt', N: 2 ** 15, r: 8, p: 1, salt: '00'.repeat(32), nonce: '11'.repeat(12) };
const LARGEST = MAX_RECORD_BYTES + 8 * 1024;

const header = (version: number) => new StoredVersions<KeyHeader>(version, () => undefined);
const sealed = (bytesInside: number, version = 1) =>
  sealContainer(
    { ...sealedFileFormat(''), header: header(version) },
    HEADER,
    keys,
    new Uint8Array(bytesInside),
    crypto,
  );
const around = sealed(0).length;

async function placed(bytes?: Uint8Array) {
  const path = join(await temporaryFolder(), 'tokens.axiomsealed');
  if (bytes) await writeFile(path, bytes);
  return path;
}

describe('a sealed file', () => {
  it('is parsed without a key', async () => {
    const bytes = sealed(10);
    expect(Buffer.from(bytes.subarray(0, 6)).toString('latin1')).toBe('AXMS\0\u0001');
    const parts = await readSealedFile(await placed(bytes), crypto);
    expect(parts?.header).toEqual(HEADER);
    expect(parts?.sealed).toHaveLength(10 + 16);
  });

  it('has room for the largest record and its seal, and for no byte more than is read', async () => {
    expect(around).toBeLessThan(8 * 1024);
    expect(await readSealedFile(await placed(sealed(LARGEST - around)), crypto)).toBeDefined();
    const path = await placed(sealed(LARGEST - around + 1));
    await expect(readSealedFile(path, crypto)).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' });
  });

  it('is absent if there is no file, or an empty one', async () => {
    expect(await readSealedFile(await placed(), crypto)).toBeUndefined();
    expect(await readSealedFile(await placed(new Uint8Array()), crypto)).toBeUndefined();
  });

  it.each([
    ['a byte', new Uint8Array(1)],
    ['a token file', Buffer.from('{"access_token":"x"}')],
    ['a backup', sealContainer(BACKUP_FORMAT, { ...HEADER, created_at_ms: 0, app_version: '1' }, keys, keys, crypto)],
    ['a sealed file that was cut', sealed(10).subarray(0, -1)],
    ['version 0', sealed(10, 0)],
  ])('is not %s, which is called damaged by its path', async (_what, bytes) => {
    const path = await placed(bytes);
    await expect(readSealedFile(path, crypto)).rejects.toMatchObject({
      code: 'STORAGE_CORRUPT',
      message: damagedFile(path).message,
    });
  });

  it('is not a folder, and no link is followed to one', async () => {
    const path = await placed();
    await mkdir(path);
    await expect(readSealedFile(path, crypto)).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' });
    const link = `${path}.link`;
    await writeFile(`${path}.target`, sealed(10));
    await symlink(`${path}.target`, link);
    await expect(readSealedFile(link, crypto)).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  });

  it('of a newer version asks for a newer app, and is not called damaged', async () => {
    const path = await placed(sealed(10, 2));
    await expect(readSealedFile(path, crypto)).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: `${path} was sealed by a newer version of the app.`,
      remedy: expect.stringContaining('Update the app'),
    });
  });

  it('is not reported as missing when its folder is', async () => {
    const path = join(await placed(), 'tokens.axiomsealed');
    await expect(readSealedFile(path, crypto)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });
});
