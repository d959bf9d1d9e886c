// The backup's own header fields; those of the key are tested in sealed-container.test.ts, whole files in backup-codec.test.ts.
import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { BACKUP_FORMAT, type BackupHeader, MAX_BACKUP_BYTES } from '../../../../main/core/backup/backup-header';
import { readContainer, sealContainer } from '../../../../main/core/sealing/sealed-container';

const crypto = createNodeCrypto();
const HEADER: BackupHeader = {
  kdf: 'scrypt',
  N: 2 ** 17,
  r: 8,
  p: 1,
  salt: '00'.repeat(32),
  nonce: '11'.repeat(12),
  created_at_ms: 0,
  app_version: '1.2.3',
};
const isTaken = (header: unknown) => BACKUP_FORMAT.header.read(header, 1).kind === 'value';

describe('the header of a backup', () => {
  it.each([
    ['created at the first moment', { created_at_ms: 0 }, true],
    ['created before it', { created_at_ms: -1 }, false],
    ['created within a millisecond', { created_at_ms: 0.5 }, false],
    ['created at a time in words', { created_at_ms: '2026-03-01' }, false],
    ['of a version without a name', { app_version: '' }, true],
    ['of a version with 100 characters', { app_version: 'x'.repeat(100) }, true],
    ['of a version with 101 characters', { app_version: 'x'.repeat(101) }, false],
    ['of a version that is a number', { app_version: 1 }, false],
    ['with a key that costs too little', { N: 2 ** 14 }, false],
  ])('%s is taken: %s', (_what, change, expected) => {
    expect(isTaken({ ...HEADER, ...change })).toBe(expected);
  });

  it.each(Object.keys(HEADER))('without %s is not accepted', (name) => {
    expect(isTaken(Object.fromEntries(Object.entries(HEADER).filter(([key]) => key !== name)))).toBe(false);
  });
});

describe('the format of a backup', () => {
  const sealed = (bytesInside: number) =>
    sealContainer(BACKUP_FORMAT, HEADER, new Uint8Array(64), new Uint8Array(bytesInside), crypto);

  it('is named AXMB in its first version, and allows at most 4 MiB', () => {
    const around = sealed(0).length;
    const bytes = sealed(MAX_BACKUP_BYTES - around);
    expect(Buffer.from(bytes.subarray(0, 6)).toString('latin1')).toBe('AXMB\0\u0001');
    expect(bytes).toHaveLength(4 * 1024 * 1024);
    expect(readContainer(BACKUP_FORMAT, bytes, crypto).header).toEqual(HEADER);
    const larger = sealed(MAX_BACKUP_BYTES - around + 1);
    expect(() => readContainer(BACKUP_FORMAT, larger, crypto)).toThrow(
      expect.objectContaining({ code: 'BACKUP_CORRUPT' }),
    );
  });

  it('distinguishes damage from a newer version, with messages about a backup', () => {
    expect(BACKUP_FORMAT.damaged()).toMatchObject({
      code: 'BACKUP_CORRUPT',
      remedy: expect.stringContaining('another file'),
    });
    expect(BACKUP_FORMAT.newer()).toMatchObject({
      code: 'BACKUP_UNSUPPORTED',
      remedy: expect.stringContaining('Update the app'),
    });
  });
});
