import { describe, expect, it } from 'vitest';
import { decodeBackupProfiles, encodeBackupProfiles } from '../../../../main/core/backup/backup-contents';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { makeRecord } from '../../../support/make-record';

compareSecretsByText();

const profiles = [
  { id: 'default', name: 'main', record: makeRecord(3) },
  { id: 'bot-2', name: 'Böt', record: makeRecord(9) },
];
type Plain = { v: unknown; profiles: Record<string, unknown>[] };
const plain = () => JSON.parse(new TextDecoder().decode(encodeBackupProfiles(profiles))) as Plain;
const decode = (value: unknown) => decodeBackupProfiles(new TextEncoder().encode(JSON.stringify(value)));
const withFirst = (change: Record<string, unknown>) => {
  const { v, profiles: all } = plain();
  return { v, profiles: all.map((profile, index) => (index === 0 ? { ...profile, ...change } : profile)) };
};

describe('what a backup holds', () => {
  it('is read as it was written', () => {
    expect(decodeBackupProfiles(encodeBackupProfiles(profiles))).toStrictEqual(profiles);
    expect(decode(withFirst({ id: 'a'.repeat(40), name: 'n'.repeat(200) }))).toMatchObject([
      { id: 'a'.repeat(40), name: 'n'.repeat(200) },
      {},
    ]);
  });

  it.each([
    ['nothing', null],
    ['another version', { ...plain(), v: 2 }],
    ['no profiles', { ...plain(), profiles: [] }],
    ['an id that is too long', withFirst({ id: 'a'.repeat(41) })],
    ['an id that leads elsewhere', withFirst({ id: '../default' })],
    ['no id', withFirst({ id: '' })],
    ['no name', withFirst({ name: '' })],
    ['a name that is too long', withFirst({ name: 'n'.repeat(201) })],
    ['a record that is damaged', withFirst({ record: '{"v":1}' })],
    ['a record that is no text', withFirst({ record: {} })],
  ])('is damaged when it is %s', (_what, value) => {
    expect(() => decode(value)).toThrow(expect.objectContaining({ name: 'AxiomTokenError', code: 'BACKUP_CORRUPT' }));
  });

  it('asks for the newer app when a record in it is of a newer version', () => {
    const record = String(plain().profiles[0]?.record).replace('"v":1', '"v":2');
    expect(() => decode(withFirst({ record }))).toThrow(expect.objectContaining({ code: 'BACKUP_UNSUPPORTED' }));
  });

  it('is damaged when it is not UTF-8 or no JSON, and nothing of it is repeated', () => {
    const bytes = encodeBackupProfiles(profiles);
    const at = Buffer.from(bytes).indexOf('main');
    for (const odd of [
      bytes.map((byte, index) => (index === at ? 0xff : byte)),
      new TextEncoder().encode('kanarienvogel'),
      new Uint8Array(),
    ]) {
      try {
        decodeBackupProfiles(odd);
        throw new Error('it was accepted');
      } catch (error) {
        expect(error).toBeInstanceOf(AxiomTokenError);
        expect(error).toMatchObject({ code: 'BACKUP_CORRUPT' });
        expect(error).not.toHaveProperty('cause');
      }
    }
  });
});
