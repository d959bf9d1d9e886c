// Runs the program that tests the writers of files with disk faults (fault-disk-entry.ts). Bundles it once.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleProgram } from '../bundle-program';
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
  const program = await bundleProgram('test/support/faults/fault-disk-entry.ts', { external: ['electron'] });
  let child: ChildProcess | undefined;
  // The library of the preferences resolves symbolic links before it writes.
  const folder = join(await realpath(program.folder), 'disk');
  await mkdir(folder);
  const run = async (trial: DiskTrial, tell: (cell: DiskCell) => void): Promise<void> => {
    // The preferences load the package `electron`, which outside Electron looks for an installed one.
    const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' };
    child = fork(program.path, [JSON.stringify(trial)], { execArgv: [], env });
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
      await program.dispose();
    },
  };
}
