// Starts real processes that take refresh locks; tests kill them. Bundles their program once.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { bundleProgram } from '../bundle-program';
import { waitUntil } from '../wait-until';
import { ChildProcesses } from './child-processes';

/** `flock` as on Linux; `pipe` is the Windows lock over Linux's abstract sockets, which the system removes with the process, like named pipes. */
export type LockKind = 'flock' | 'pipe';

export interface LockProcess {
  readonly child: ChildProcess;
  /** Its reports so far: `waiting`, then `held`. */
  readonly told: readonly string[];
  /** kill -9; resolves when it has ended. */
  kill(): Promise<void>;
}

export interface LockProcesses {
  /** Starts one that takes and keeps the lock of a place; resolves when it has reported `until`. */
  hold(directory: string, place: string, until: 'waiting' | 'held'): Promise<LockProcess>;
  /** Runs one that adds `times` to the number in a file, one by one, each under the lock; resolves with its exit code. */
  count(directory: string, place: string, counterPath: string, times: number): Promise<unknown>;
  /** Runs one that adds `times` removal marks of the sign-ins `<name>-0` and so on, each under the lock; resolves with its exit code. */
  mark(directory: string, place: string, name: string, times: number): Promise<unknown>;
  dispose(): Promise<void>;
}

/** Ready to start processes that use a kind of lock. */
export async function openLockProcesses(kind: LockKind): Promise<LockProcesses> {
  const program = await bundleProgram('test/support/processes/lock-process-entry.ts');
  const children = new ChildProcesses();
  const start = (...args: string[]): ChildProcess => children.start(program.path, [kind, ...args]);
  return {
    async hold(directory, place, until) {
      const child = start(directory, place);
      const told: string[] = [];
      child.on('message', (message) => told.push(message as string));
      await waitUntil(`a lock process is ${until}`, () => told.includes(until));
      return { child, told, kill: () => children.kill(child) };
    },
    async count(directory, place, counterPath, times) {
      const [code] = await once(start(directory, place, 'count', counterPath, String(times)), 'exit');
      return code;
    },
    async mark(directory, place, name, times) {
      const [code] = await once(start(directory, place, 'mark', name, String(times)), 'exit');
      return code;
    },
    async dispose() {
      await children.killAll();
      await program.dispose();
    },
  };
}
