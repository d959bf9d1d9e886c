// The log's folder, and why it cannot be written.
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { logsDirectory, logTrouble } from '../../../main/desktop/start-log';
import { temporaryFolder } from '../../support/temporary-folder';

it('the folder for logs is Electron’s, or is in the data folder if Electron could not make it', () => {
  expect(logsDirectory({ getPath: (name) => `/${name}` })).toBe('/logs');
  const getPath = (name: string): string => {
    if (name === 'logs') throw new Error("Failed to get 'logs' path");
    return '/data';
  };
  expect(logsDirectory({ getPath })).toBe('/data/logs');
});

it('a log that cannot be written is reported', async () => {
  const folder = await temporaryFolder();
  expect(logTrouble(folder)).toEqual([]);
  const loop = join(folder, 'loop');
  await symlink(loop, loop);
  expect(logTrouble(loop)).toEqual([`No log is written into ${loop}: a link in its path leads back to itself.`]);
});
