// Runs the command line without the app, as separate programs, with the test's data folder, state folder and Axiom.
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundleKeychainChild } from '../bundle-keychain-child';
import { bundleProgram } from '../bundle-program';

export interface LonePlace {
  readonly dataDirectory: string;
  readonly stateDirectory: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface LoneEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface LoneCommands {
  /** `stdin`: the input. `keepsStdin`: it does not end. */
  run(
    place: LonePlace,
    words: readonly string[],
    more?: { readonly stdin?: string; readonly keepsStdin?: boolean; readonly env?: NodeJS.ProcessEnv },
  ): { readonly child: ChildProcess; readonly ended: Promise<LoneEnd> };
  /** The keychain process. */
  readonly childPath: string;
  dispose(): Promise<void>;
}

/** Builds them once for several tests. */
export async function openLoneCommands(): Promise<LoneCommands> {
  const [program, child] = await Promise.all([
    bundleProgram('test/support/command-line/lone-command.ts', { external: ['keytar', 'koffi'], startsOften: true }),
    bundleKeychainChild(),
  ]);
  await copyFile(child.childPath, join(dirname(program.path), 'keychain-child.cjs'));
  return {
    childPath: child.childPath,
    run({ dataDirectory, stateDirectory, env }, words, { stdin = '', keepsStdin = false, env: more = {} } = {}) {
      const variables = { AXIOM_TOKENS_CONFIG_DIR: dataDirectory, TEST_STATE_DIRECTORY: stateDirectory };
      const running = spawn(process.execPath, [program.path, ...words], { env: { ...env, ...variables, ...more } });
      running.stdin.on('error', () => undefined);
      if (!keepsStdin) running.stdin.end(stdin);
      return { child: running, ended: endOf(running) };
    },
    async dispose() {
      await program.dispose();
      await child.dispose();
    },
  };
}

function endOf(child: ReturnType<typeof spawn>): Promise<LoneEnd> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (part: Buffer) => (stdout += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (stderr += part.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
