// Runs the program that tests the writers of files with disk faults (fault-disk-entry.ts). Bundles it once.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { DiskCell, DiskTrial } from './fault-disk-protocol';
import { mountSmallDisk } from './fault-disk-small';

export interface DiskTrials {
  /** Runs all trials and calls `tell` for each cell. */
  run(trial: Omit<DiskTrial, 'folder' | 'isSmallDisk'>, tell: (cell: DiskCell) => void): Promise<void>;
  /** The same writers on a small file system that is really full, or read-only. False when it could not be mounted here. */
  runOnSmallDisk(tell: (cell: DiskCell) => void): Promise<boolean>;
  dispose(): Promise<void>;
}

export async function openDiskTrials(): Promise<DiskTrials> {
  const cache = join(process.cwd(), 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  // The library of the preferences resolves symbolic links before it writes.
  const home = await realpath(await mkdtemp(join(cache, 'fault-disk-')));
  const entry = join(home, 'fault-disk.cjs');
  await build({
    entryPoints: ['test/support/faults/fault-disk-entry.ts'],
    outfile: entry,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['electron'],
    logLevel: 'error',
  });
  let child: ChildProcess | undefined;
  const folder = join(home, 'disk');
  await mkdir(folder);
  const run = async (trial: DiskTrial, tell: (cell: DiskCell) => void): Promise<void> => {
    // The preferences load the package `electron`, which outside Electron looks for an installed one.
    const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' };
    child = fork(entry, [JSON.stringify(trial)], { execArgv: [], env });
    child.on('message', (cell) => tell(cell as DiskCell));
    const [code, signal] = await once(child, 'exit');
    if (code !== 0) throw new Error(`the program of the disk's faults ended with ${String(signal ?? code)}`);
  };
  return {
    run: (trial, tell) => run({ ...trial, folder }, tell),
    async runOnSmallDisk(tell) {
      const unmount = await mountSmallDisk(folder);
      if (!unmount) return false;
      try {
        await run({ folder, errnos: [], isLastingToo: false, isSmallDisk: true }, tell);
      } finally {
        await unmount();
      }
      return true;
    },
    async dispose() {
      if (child?.exitCode === null) child.kill('SIGKILL');
      await rm(home, { recursive: true, force: true });
    },
  };
}
