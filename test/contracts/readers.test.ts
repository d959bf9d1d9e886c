// Runs the readers in docs/readers with the real `axiom-tokens` in the path, in each language that is installed.
import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandLine } from '../support/cli/command-line';
import { waitUntil } from '../support/wait-until';

let line: CommandLine;
let path: string;
beforeAll(async () => {
  line = await CommandLine.open();
  await line.broker.start();
  const bin = join(line.folder, 'bin');
  await mkdir(bin);
  const [node, script] = line.words;
  await writeFile(join(bin, 'axiom-tokens'), `#!/bin/sh\nexec '${node}' '${script}' "$@"\n`);
  await chmod(join(bin, 'axiom-tokens'), 0o700);
  path = `${bin}:${line.env['PATH']}`;
});
afterAll(() => line.dispose());

const source = (name: string) => join(process.cwd(), 'docs/readers', name);
const isThere = (program: string) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

interface Reader {
  readonly language: string;
  readonly needs: string;
  /** The command of each reader, and how to build it. */
  readonly command: () => readonly [program: string, ...args: string[]];
}

const READERS: readonly Reader[] = [
  { language: 'Python', needs: 'python3', command: () => ['python3', source('reader.py')] },
  { language: 'Node', needs: 'node', command: () => [process.execPath, source('reader.mjs')] },
  {
    language: 'Rust',
    needs: 'rustc',
    command() {
      const out = join(line.folder, 'reader');
      const made = spawnSync('rustc', ['--edition', '2021', '-o', out, source('reader.rs')], { encoding: 'utf8' });
      if (made.status !== 0) throw new Error(made.stderr);
      return [out];
    },
  },
];

describe('the reader', () => {
  for (const { language, needs, command } of READERS) {
    // A missing language is reported as skipped, by name.
    it.skipIf(!isThere(needs))(
      `in ${language} has each new token, and ends as watch does (not run without ${needs})`,
      async () => {
        line.broker.set({ session: 'ok' });
        const [program, ...args] = command();
        const child = spawn(program, args, {
          env: { ...process.env, ...line.env, PATH: path },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        const { printed, ended } = line.watch(child);
        for (const count of [1, 2, 3]) {
          await waitUntil(`token ${count}: ${printed.stderr}`, () => printed.stdout.split('\n').length === count + 1);
          if (count < 3) line.broker.renew();
        }
        line.broker.set({ session: 'needs-sign-in' });
        expect(await ended).toEqual({ code: 4, signal: null });
        expect(printed.stdout).toMatch(/^(a token (that ends at 2\S+Z|in a cookie of \d+ bytes)\n){3}$/);
      },
    );
  }

  it('leaves no watch behind when it is killed', async () => {
    line.broker.set({ session: 'ok' });
    const child = spawn(process.execPath, [source('reader.mjs')], {
      env: { ...line.env, PATH: path },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { printed } = line.watch(child);
    await waitUntil('a token', () => printed.stdout !== '');
    expect(line.broker.connectionCount).toBe(1);
    child.kill('SIGKILL');
    await waitUntil('watch has gone', () => line.broker.connectionCount === 0);
  });
});
