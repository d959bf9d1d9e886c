import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { smallProject } from '../support/small-project';

describe('npm run -s electron:path', () => {
  it('prints the path of the executable, and nothing else', async () => {
    const { run, electronDir } = await smallProject();
    expect(await run('electron-path')).toEqual({ code: 0, stdout: `${join(electronDir, 'electron')}\n`, stderr: '' });
  });

  it('prints nothing there when there is none', async () => {
    const { run, root } = await smallProject();
    const elsewhere = join(root, 'main');
    const { code, stdout, stderr } = await run('electron-path', [], { ELECTRON_OVERRIDE_DIST_PATH: elsewhere });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`ELECTRON_OVERRIDE_DIST_PATH is ${elsewhere}, but there is no electron in it.\nNext: `);
  });
});
