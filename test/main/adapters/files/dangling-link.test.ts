import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { danglingLink } from '../../../../main/adapters/files/dangling-link';
import { toStorageError } from '../../../../main/adapters/files/storage-error';
import { temporaryFolder } from '../../../support/temporary-folder';

it('differs from a missing file, and its message says what to do', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'a.json');
  await writeFile(join(folder, 'file'), '');
  expect([danglingLink(path), danglingLink(join(folder, 'file', 'below'))]).toEqual([undefined, undefined]);
  await symlink('nowhere', path);
  expect(toStorageError(danglingLink(path), path, 'read')).toMatchObject({
    code: 'STORAGE_DENIED',
    message: `${path} is a link that cannot be followed.`,
  });
});
