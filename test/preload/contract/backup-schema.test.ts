import { expect, it } from 'vitest';
import { BACKUP_CALL_SCHEMAS } from '../../../preload/contract/backup-schema';

const { openBackup, restoreBackup } = BACKUP_CALL_SCHEMAS;
const RESTORE = { backupId: 'b', profileIds: ['default'], replaceNewer: [] };

it.each([
  ['under its own id', RESTORE, true],
  ['elsewhere', { ...RESTORE, intoHolder: ['default'], asNew: ['hedge'] }, true],
  ['under a name of the page’s choice', { ...RESTORE, asNew: [{ id: 'default', name: 'x' }] }, false],
  ['into an account of the page’s choice', { ...RESTORE, intoHolder: { default: 'hedge' } }, false],
])('a restore %s is checked', (_what, request, fits) => {
  expect(restoreBackup.request.safeParse(request).success).toBe(fits);
});

it.each([
  [{ backupId: 'b', passphrase: 'x' }, true],
  [{ backupId: 'b'.repeat(41), passphrase: 'x' }, false],
  [{ passphrase: 'x' }, false],
])('a backup is opened by its id: %j', (request, fits) => {
  expect(openBackup.request.safeParse(request).success).toBe(fits);
});
