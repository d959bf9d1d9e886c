import { expect, it } from 'vitest';
import { backupPreviewSchema } from '../../../preload/contract/backup-preview-schema';

const PROFILE = { id: 'default', name: 'main', savedAtMs: 1, effect: 'add' };
const PREVIEW = { backupId: 'b', fileName: 'a.axiombackup', createdAtMs: 1, profiles: [PROFILE] };

it.each([
  ['as main makes it', PREVIEW, true],
  [
    'with what is here of its account',
    { ...PREVIEW, profiles: [{ ...PROFILE, holder: { name: 'b', effect: 'same' }, newName: 'main 2', twin: 'x' }] },
    true,
  ],
  ['with a token', { ...PREVIEW, profiles: [{ ...PROFILE, accessToken: 'x' }] }, false],
  ['with an effect that nobody knows', { ...PREVIEW, profiles: [{ ...PROFILE, effect: 'replace' }] }, false],
  ['of a time that is none', { ...PREVIEW, createdAtMs: Number.NaN }, false],
])('a preview %s is checked', (_what, preview, fits) => {
  expect(backupPreviewSchema.safeParse(preview).success).toBe(fits);
});
