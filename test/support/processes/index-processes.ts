// Starts real processes that add profiles to one index at the same time. Bundles their program once.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface IndexProcesses {
  /** One process a name, which adds `<name>-0`, `<name>-1`, … to the index at `path`; all begin when all are ready. Resolves with the exit codes. */
  addAtOnce(
    lockDirectory: string,
    path: string,
    names: readonly string[],
    count: number,
  ): Promise<readonly (number | null)[]>;
  dispose(): Promise<void>;
}

/** Ready to start processes. */
export async function openIndexProcesses(): Promise<IndexProcesses> {
  const cache = join(process.cwd(), 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'index-process-'));
  const entry = join(folder, 'index-process.cjs');
  await build({
    entryPoints: ['test/support/processes/index-process-entry.ts'],
    outfile: entry,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  const children = new Set<ChildProcess>();
  const start = (args: readonly string[]): ChildProcess => {
    const child = fork(entry, args, { execArgv: [] });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };
  return {
    async addAtOnce(lockDirectory, path, names, count) {
      const adding = names.map((name) => start([lockDirectory, path, name, String(count)]));
      const ended = adding.map(async (child) => (await once(child, 'exit'))[0] as number | null);
      await Promise.all(adding.map((child) => once(child, 'message')));
      for (const child of adding) child.send('begin');
      return Promise.all(ended);
    },
    async dispose() {
      for (const child of children) child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
