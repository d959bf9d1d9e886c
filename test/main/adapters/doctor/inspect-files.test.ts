import { chmod, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inspectFiles } from '../../../../main/adapters/doctor/inspect-files';
import { temporaryFolder } from '../../../support/temporary-folder';

it('checks each file without reading it, tests the disk, and leaves nothing', async () => {
  const home = await temporaryFolder();
  const dataDirectory = join(home, 'a b');
  await mkdir(dataDirectory, { mode: 0o700 });
  await writeFile(join(dataDirectory, 'profiles.json'), 'secret', { mode: 0o600 });
  await writeFile(join(dataDirectory, 'preferences.json'), '', { mode: 0o600 });
  await chmod(join(dataDirectory, 'preferences.json'), 0o644);
  await symlink('/etc/passwd', join(dataDirectory, 'consents.json'));
  const tokens = join(home, 'tokens.json');
  await writeFile(tokens, '{}', { mode: 0o600 });
  const missing = join(home, 'usb', 'tokens.json');
  const look = await inspectFiles({ dataDirectory, tokenFiles: [tokens, tokens, missing], random: () => 0.5, home });
  const there = look.files.filter(({ state }) => state !== 'absent');
  expect(there).toEqual([
    { shown: '~/a b', quoted: "~/'a b'", role: 'folder', state: { isOwn: true, mode: 0o700, isRightKind: true } },
    expect.objectContaining({ shown: '~/a b/profiles.json', state: { isOwn: true, mode: 0o600, isRightKind: true } }),
    expect.objectContaining({
      shown: '~/a b/preferences.json',
      state: { isOwn: true, mode: 0o644, isRightKind: true },
    }),
    expect.objectContaining({ shown: '~/a b/consents.json', state: expect.objectContaining({ isRightKind: false }) }),
    expect.objectContaining({ shown: '~/tokens.json', role: 'tokens' }),
  ]);
  expect(look.files.filter(({ role }) => role === 'tokens').map(({ state }) => state === 'absent')).toEqual([
    false,
    true,
  ]);
  expect(look.writing).toBeUndefined();
  expect((await readdir(dataDirectory)).sort()).toEqual(['consents.json', 'preferences.json', 'profiles.json']);
});

it('makes no folder where there is none', async () => {
  const home = await temporaryFolder();
  const look = await inspectFiles({ dataDirectory: join(home, 'none'), tokenFiles: [], random: () => 0.5, home });
  expect(look.files.every(({ state }) => state === 'absent')).toBe(true);
  expect([look.writing, await readdir(home)]).toEqual([undefined, []]);
});

it('says why nothing can be written', async () => {
  const home = await temporaryFolder();
  // Not a folder at all, so that the test works for every user.
  const dataDirectory = join(home, 'file');
  await writeFile(dataDirectory, '');
  const { files, writing } = await inspectFiles({ dataDirectory, tokenFiles: [], random: () => 0.5, home });
  expect(files[0]?.state).toMatchObject({ isRightKind: false });
  expect(writing?.message).toMatch(/~\/file/);
  expect(writing?.message).not.toContain(home);
});
