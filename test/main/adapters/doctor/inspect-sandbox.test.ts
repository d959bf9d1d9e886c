import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inspectSandbox } from '../../../../main/adapters/doctor/inspect-sandbox';
import { temporaryFolder } from '../../../support/temporary-folder';

/** A folder with a program `unshare` that ends with this code. */
async function folderWithUnshare(script: string): Promise<NodeJS.ProcessEnv> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'unshare'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { PATH: folder };
}
const look = (env: NodeJS.ProcessEnv, appFolder?: string) =>
  inspectSandbox({ env, isRoot: false, appFolder, runsWithout: false });

it('reports whether namespaces can be made', async () => {
  expect(await look(await folderWithUnshare('exit 0'))).toMatchObject({ hasNamespaces: true, helper: 'unknown' });
  expect(await look(await folderWithUnshare('exit 1'))).toMatchObject({ hasNamespaces: false });
  expect(await look({ PATH: await temporaryFolder() })).toMatchObject({ hasNamespaces: undefined });
});

it('passes the program nothing of the environment', async () => {
  const env = { ...(await folderWithUnshare('[ -z "$AXIOM_ACCESS_TOKEN" ]')), AXIOM_ACCESS_TOKEN: 'secret' };
  expect(await look(env)).toMatchObject({ hasNamespaces: true });
});

it('reports a helper without its permissions differently from none', async () => {
  const env = await folderWithUnshare('exit 1');
  const folder = await temporaryFolder();
  expect(await look(env, folder)).toMatchObject({ helper: 'none', hasProfile: false });
  await writeFile(join(folder, 'chrome-sandbox'), '');
  expect(await look(env, folder)).toMatchObject({ helper: 'unusable' });
  const spaced = join(folder, 'a b');
  await mkdir(spaced);
  await writeFile(join(spaced, 'chrome-sandbox'), '');
  await chmod(join(spaced, 'chrome-sandbox'), 0o4755);
  expect(await look(env, spaced)).toMatchObject({ helper: 'unusable' });
});
