// Starts real processes that add profiles to one index at the same time. Bundles their program once.
import { once } from 'node:events';
import { bundleProgram } from '../bundle-program';
import { ChildProcesses } from './child-processes';

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
  const program = await bundleProgram('test/support/processes/index-process-entry.ts');
  const children = new ChildProcesses();
  return {
    async addAtOnce(lockDirectory, path, names, count) {
      const adding = names.map((name) => children.start(program.path, [lockDirectory, path, name, String(count)]));
      const ended = adding.map(async (child) => (await once(child, 'exit'))[0] as number | null);
      await Promise.all(adding.map((child) => once(child, 'message')));
      for (const child of adding) child.send('begin');
      return Promise.all(ended);
    },
    async dispose() {
      await children.killAll();
      await program.dispose();
    },
  };
}
