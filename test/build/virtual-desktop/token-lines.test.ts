import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tokenLines } from '../../../build/virtual-desktop/token-lines.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

it.each([
  [true, '  npx axiom-tokens token --profile demo'],
  [false, '  npx axiom-tokens token'],
])('names the socket once it is there, and how to ask (demo: %s)', async (isDemo, command) => {
  const runtime = await temporaryFolder();
  const lines = tokenLines({ env: { XDG_RUNTIME_DIR: runtime }, isDemo, signal: new AbortController().signal });
  const folder = join(runtime, 'axiom-token-manager');
  await mkdir(folder);
  await writeFile(join(folder, 'broker-0a1b2c3d.sock'), '');
  expect((await lines).slice(1)).toEqual([`  export AXIOM_TOKENS_SOCK=${folder}/broker-0a1b2c3d.sock`, command]);
});

it('prints nothing if the application has ended first', async () => {
  const ended = new AbortController();
  const lines = tokenLines({ env: { XDG_RUNTIME_DIR: await temporaryFolder() }, isDemo: true, signal: ended.signal });
  ended.abort();
  expect(await lines).toEqual([]);
});
