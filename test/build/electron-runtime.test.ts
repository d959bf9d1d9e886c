import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { findElectronRuntime, runtimeNotice } from '../../build/electron-runtime.mjs';
import { wheelRuntimeDir } from '../../build/electron-wheel.mjs';
import { projectWithoutElectron } from '../support/project-without-electron';

describe('the Electron in use', () => {
  let root: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(async () => {
    ({ root, env } = await projectWithoutElectron());
  });

  async function unpacked(dir: string, version: string): Promise<string> {
    await mkdir(join(dir, 'resources'), { recursive: true });
    await writeFile(join(dir, 'electron'), '');
    await writeFile(join(dir, 'version'), version);
    return dir;
  }

  it('is the one of ELECTRON_OVERRIDE_DIST_PATH before any other', async () => {
    await unpacked(join(root, 'node_modules/electron/dist'), '45.0.0');
    env['ELECTRON_OVERRIDE_DIST_PATH'] = await unpacked(join(root, 'mine'), 'v44.1.0');
    expect(await findElectronRuntime({ root, env })).toEqual({
      dir: join(root, 'mine'),
      executable: join(root, 'mine/electron'),
      version: '44.1.0',
      isDevelopmentRuntime: false,
    });
  });

  it('is refused with a message when ELECTRON_OVERRIDE_DIST_PATH contains none', async () => {
    env['ELECTRON_OVERRIDE_DIST_PATH'] = root;
    await expect(findElectronRuntime({ root, env })).rejects.toThrow('there is no electron in it');
  });

  it('is the one that npm unpacked, when there is one', async () => {
    await unpacked(join(root, 'node_modules/electron/dist'), '45.0.0');
    expect(await findElectronRuntime({ root, env })).toMatchObject({ version: '45.0.0', isDevelopmentRuntime: false });
  });

  it('is the development runtime only after the normal download was tried', async () => {
    await unpacked(wheelRuntimeDir(join(root, 'cache/axiom-token-manager')), '22.3.25');
    expect(await findElectronRuntime({ root, env })).toBeUndefined();
  });

  it('says in one line when it is the development runtime, and nothing otherwise', () => {
    const runtime = { dir: '', executable: '', version: '22.3.25', isDevelopmentRuntime: true };
    expect(runtimeNotice(runtime)).toMatch(/^Development runtime: Electron 22\.3\.25\b[^\n]*$/);
    expect(runtimeNotice({ ...runtime, isDevelopmentRuntime: false })).toBeUndefined();
  });
});
