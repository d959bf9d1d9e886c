import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installNpmPackages, isInstalled } from '../../build/npm-packages.mjs';
import { createProgress } from '../../build/progress.mjs';
import { SetupError } from '../../build/setup-error.mjs';

const manifest = { name: 'tiny', version: '1.0.0' };
const lock = { ...manifest, lockfileVersion: 3, requires: true, packages: { '': manifest } };

describe('the npm packages', () => {
  let dir: string;
  let written: string[];
  const install = () =>
    installNpmPackages({
      dir,
      what: 'npm packages',
      progress: createProgress({ write: (text) => written.push(text), nowMs: () => 0 }),
    });

  beforeEach(async () => {
    written = [];
    dir = await mkdtemp(join(tmpdir(), 'axiom-npm-'));
    await writeFile(join(dir, 'package.json'), JSON.stringify(manifest));
    await writeFile(join(dir, 'package-lock.json'), JSON.stringify(lock));
    await mkdir(join(dir, 'node_modules'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('are installed once, and then skipped without output', async () => {
    await install();
    expect(written.join('')).toBe('- npm packages ... 0 packages, 0.0 s\n');
    await install();
    expect(written).toHaveLength(2);
  });

  it('are reinstalled after a run that was killed half-way', async () => {
    const half = join(dir, 'node_modules/half-a-package');
    await mkdir(half);
    expect(await isInstalled(dir)).toBe(false);
    await install();
    expect(await isInstalled(dir)).toBe(true);
    await expect(access(half)).rejects.toThrow('ENOENT');
  });

  it('are reinstalled when the lock file changes', async () => {
    await install();
    await writeFile(join(dir, 'package-lock.json'), `${JSON.stringify(lock)}\n`);
    expect(await isInstalled(dir)).toBe(false);
  });

  it('that cannot be installed leave no stamp, and a message with the next step', async () => {
    await writeFile(join(dir, 'package-lock.json'), 'not JSON');
    const error = await install().catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SetupError);
    expect((error as SetupError).remedy).toContain('Check the network');
    expect(await isInstalled(dir)).toBe(false);
  });
});
