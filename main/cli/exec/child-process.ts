// The program that `exec` runs: in our terminal and process group, with stdin, stdout and stderr inherited instead of piped.
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandFailure, type FailureName } from '../words/command-failure';
import { type ChildEnd, startFailure } from './exit-status';

export interface Child {
  readonly pid: number;
  /** Resolves when the child has ended; processes that it started may go on. */
  readonly ended: Promise<ChildEnd>;
  /** False when the child has already ended. */
  kill(signal: NodeJS.Signals): boolean;
}

const FAILURES: Readonly<Record<number, FailureName>> = {
  125: 'EXEC_FAILED',
  126: 'EXEC_NOT_EXECUTABLE',
  127: 'EXEC_NOT_FOUND',
};

/**
 * Starts the program.
 * @throws CommandFailure `EXEC_FAILED`, `EXEC_NOT_EXECUTABLE`, `EXEC_NOT_FOUND`
 */
export async function startChild(
  command: readonly string[],
  { env, cwd }: { readonly env: Record<string, string>; readonly cwd?: string | undefined },
): Promise<Child> {
  const [program = '', ...args] = command;
  const fail = (error: unknown) => {
    const errno = (error as NodeJS.ErrnoException).code;
    const isMissing = errno === 'EACCES' && !isInPath(program, env['PATH']);
    const { code, message } = startFailure(program, isMissing ? 'ENOENT' : errno);
    return new CommandFailure(
      FAILURES[code] ?? 'EXEC_FAILED',
      message,
      'Check the name, the path and the permissions of the program.',
    );
  };
  try {
    // Node looks for the program in the PATH of the child's environment.
    const child = spawn(program, args, { env, stdio: 'inherit', ...(cwd === undefined ? {} : { cwd }) });
    const ended = new Promise<ChildEnd>((resolve) => {
      child.once('exit', (code, signal) => resolve(signal === null ? { code: code ?? 0 } : { signal }));
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    // A later error is from a signal sent after the end.
    child.on('error', () => undefined);
    return { pid: child.pid ?? 0, ended, kill: (signal) => child.kill(signal) };
  } catch (error) {
    throw fail(error);
  }
}

/** Whether `PATH` has a file of that name: the system reports "not found" also for a folder that may not be searched, and for a folder of that name. */
function isInPath(program: string, path: string | undefined): boolean {
  if (program.includes('/') || path === undefined) return true;
  return path.split(':').some((folder) => isFile(resolve(folder, program)));
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
