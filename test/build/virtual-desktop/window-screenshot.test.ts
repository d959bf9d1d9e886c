import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { saveWindowScreenshot } from '../../../build/virtual-desktop/window-screenshot.mjs';
import { screenTools } from '../../support/screen-tools';
import { temporaryFolder } from '../../support/temporary-folder';

const title = 'Axiom Token Manager';

describe('a picture of the window', () => {
  it('is taken of the newest visible window with the title', async () => {
    const { env, show, asked } = await screenTools();
    await show('11\n22\n33\n');
    const path = join(await temporaryFolder(), 'window.png');
    expect(await saveWindowScreenshot({ env, title, path })).toBe(true);
    expect(await asked()).toBe(`search --onlyvisible --name ${title}\n`);
    expect(await readFile(path, 'utf8')).toBe(`-window 33 ${path}\n`);
  });

  it.each([
    ['there is no window', undefined],
    ['nothing was found', '\n'],
  ])('is not taken when %s', async (_why, windows) => {
    const { env, show } = await screenTools();
    if (windows !== undefined) await show(windows);
    const folder = await temporaryFolder();
    expect(await saveWindowScreenshot({ env, title, path: join(folder, 'window.png') })).toBe(false);
    expect(await readdir(folder)).toEqual([]);
  });

  it('fails when it cannot be written', async () => {
    const { env, show } = await screenTools();
    await show('11\n');
    const path = join(await temporaryFolder(), 'no such folder/window.png');
    await expect(saveWindowScreenshot({ env, title, path })).rejects.toThrow('import ended with exit code');
  });
});
