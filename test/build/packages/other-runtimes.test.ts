import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOtherRuntime, type OtherSystem } from '../../../build/packages/other-runtimes.mjs';
import { createProgress } from '../../../build/progress.mjs';
import { SetupError } from '../../../build/setup-error.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

const progress = createProgress({ write: () => {}, nowMs: () => 0 });

describe('an Electron for another system', () => {
  let dir: string;
  let path: string | undefined;

  // A fake `python3` before the real one in the path: it provides replaced downloads and records its arguments.
  beforeEach(async () => {
    dir = await temporaryFolder();
    path = process.env['PATH'];
    await mkdir(join(dir, 'bin'));
    await writeFile(
      join(dir, 'bin/python3'),
      `#!/bin/sh\necho "$*" >> ${dir}/calls\nwhile [ "$1" != -d ]; do shift; done; echo swapped > "$2/x.whl"\n`,
    );
    await chmod(join(dir, 'bin/python3'), 0o755);
    process.env['PATH'] = `${join(dir, 'bin')}:${path}`;
  });
  afterEach(() => {
    process.env['PATH'] = path;
  });

  it.each([
    ['win32-x64', 'win_amd64'],
    ['darwin-x64', 'macosx_10_10_x86_64'],
    ['darwin-arm64', 'macosx_11_0_arm64'],
  ] as [OtherSystem, string][])(
    '%s is asked for as %s, and not unpacked when it is swapped',
    async (system, platform) => {
      const cacheDir = join(dir, 'cache');
      const error = await openOtherRuntime({ cacheDir, system, progress }).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(SetupError);
      expect((error as SetupError).message).toContain('Nothing in it was run');
      expect(await readdir(cacheDir)).toEqual([]);
      const calls = (await readFile(join(dir, 'calls'), 'utf8')).trim().split('\n');
      expect(calls).toEqual([expect.stringContaining(`--platform ${platform} `)]);
    },
  );
});
