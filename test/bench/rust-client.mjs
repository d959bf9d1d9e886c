// @ts-check
// Builds the Rust client of Axiom Trade as a contestant, where Rust is installed. Used by run.mjs.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory } from '../../build/cache-directory.mjs';
import { CommandError, runCommand } from '../../build/run-command.mjs';

/**
 * @param {{root: string, env: NodeJS.ProcessEnv, progress: import('../../build/progress.mjs').Progress}} options
 * @returns {Promise<string | undefined>} path of the program; `undefined` when it cannot be built, after saying why
 */
export async function openRustClient({ root, env, progress }) {
  const source = join(root, 'test/bench/peers/rust-client');
  const target = join(cacheDirectory(env), 'bench-rust-client');
  const program = join(target, 'release/rust-client-baseline');
  const args = [
    'build',
    '--release',
    '--locked',
    '--manifest-path',
    join(source, 'Cargo.toml'),
    '--target-dir',
    target,
  ];
  try {
    await progress.step('Rust client from crates.io (minutes the first time)', async () => {
      await runCommand('cargo', args, { cwd: source, env });
      await access(program);
      return '';
    });
    return program;
  } catch (error) {
    const reason =
      error instanceof CommandError ? `${error.message} ${error.output.split('\n').at(-1)}` : String(error);
    progress.note(`  The row of the Rust client is left out: ${reason}`);
    return undefined;
  }
}
