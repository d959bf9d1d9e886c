import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { afterAllArtifactBuild } from '../../../build/packages/remove-blockmaps.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

it('removes only the files for differential updates (blockmaps) that electron-builder leaves', async () => {
  const outDir = await temporaryFolder();
  for (const name of ['app.zip', 'app.zip.blockmap', 'app.dmg']) await writeFile(join(outDir, name), '');
  expect(await afterAllArtifactBuild({ outDir })).toEqual([]);
  expect((await readdir(outDir)).sort()).toEqual(['app.dmg', 'app.zip']);
});
