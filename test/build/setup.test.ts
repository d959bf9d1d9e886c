import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SetupError } from '../../build/setup-error.mjs';
import { refuseOldNode } from '../../build/setup.mjs';
import { smallProject } from '../support/small-project';

describe('the Node of a set-up', () => {
  it.each(['20.15.0', '20.15.1', '20.16.0', '21.0.0', '22.4.1', '100.0.0'])('may be %s', (version) => {
    expect(() => refuseOldNode(version)).not.toThrow();
  });

  it.each(['20.14.9', '20.2.0', '19.99.0', '16.17.0', '8.17.0'])('may not be %s', (version) => {
    expect(() => refuseOldNode(version)).toThrow(SetupError);
    expect(() => refuseOldNode(version)).toThrow(`This is Node ${version}; the project needs Node 20.15 or newer.`);
  });
});

describe('npm run setup', () => {
  it('has nothing to do when everything is there, and says what it has', async () => {
    const { run, electronDir } = await smallProject();
    expect(await run('setup')).toEqual({
      code: 0,
      stdout: `Set up: Electron 45.9.9 in ${electronDir}\n`,
      stderr: '',
    });
  });

  it.each([
    ['the project', 'node_modules', 'npm packages'],
    ['the typings', 'test/types/electron22/node_modules', 'typings of Electron 22'],
  ])('installs the packages of %s when they are not of this lock file', async (_what, folder, step) => {
    const { run, write, root } = await smallProject();
    await write(`${folder}/.axiom-setup-stamp`, 'of another lock file');
    const { code, stdout, stderr } = await run('setup');
    // The small project has no npm in its search path.
    expect([code, stdout]).toEqual([1, expect.stringMatching(new RegExp(`^- ${step} \\.\\.\\. failed after`))]);
    expect(stderr).toContain(`npm could not install the packages in ${join(root, folder, '..')}.`);
  });
});
