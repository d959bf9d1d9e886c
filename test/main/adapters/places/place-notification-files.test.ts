// The files of change notices, and places where they are impossible. The common contract: place-news.contract.ts.
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { placeHash } from '../../../../main/adapters/places/place-hash';
import { createPlaceNotificationFiles } from '../../../../main/adapters/places/place-notification-files';
import { temporaryFolder } from '../../../support/temporary-folder';
import { waitUntil } from '../../../support/wait-until';

const PLACE = 'keychain:default';

it('are a private file that contains only a random word', async () => {
  const directory = join(await temporaryFolder(), 'state');
  const notifications = createPlaceNotificationFiles({ directory });
  await notifications.notify(PLACE);
  const [name = '', ...others] = await readdir(directory);
  expect([name, others]).toEqual([`${placeHash(PLACE)}.changed`, []]);
  expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600);
  expect(await readFile(join(directory, name), 'utf8')).toMatch(/^[0-9a-f]{16}$/);
});

it('makes a private folder when it begins to listen, and goes on without it when it cannot', async () => {
  const folder = await temporaryFolder();
  const directory = join(folder, 'state');
  const stop = createPlaceNotificationFiles({ directory }).listen(PLACE, () => undefined);
  await waitUntil('the folder is there', async () => (await readdir(folder)).includes('state'));
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
  stop();
  const inTheWay = join(folder, 'in-the-way');
  await writeFile(inTheWay, 'x');
  createPlaceNotificationFiles({ directory: inTheWay }).listen(PLACE, () => undefined)();
  expect(await readFile(inTheWay, 'utf8')).toBe('x');
});

it.runIf(process.platform !== 'win32')(
  'are not written into a folder that others can write to, and the error names it',
  async () => {
    const directory = join(await temporaryFolder(), 'state');
    await mkdir(directory, { mode: 0o700 });
    await chmod(directory, 0o777);
    const telling = createPlaceNotificationFiles({ directory }).notify(PLACE);
    await expect(telling).rejects.toMatchObject({
      code: 'STORAGE_DENIED',
      message: expect.stringContaining(directory) as unknown,
    });
    expect(await readdir(directory)).toEqual([]);
  },
);
