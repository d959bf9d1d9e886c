// `axiom-tokens` as a process, with the real broker and the real core; only Axiom is simulated.
import { execFile, spawn } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BundledProgram } from '../support/bundle-program';
import { Terminal } from '../support/cli/terminal';
import { bundleForTests } from '../support/command-line/bundle-command-line';
import { schemaFaults } from '../support/command-line/json-schemas';
import { endBlocks } from '../support/end-blocks';
import { openServingApp, type ServingApp } from '../support/serving-app';
import { makeTemporaryFolder } from '../support/temporary-folder';
import { waitUntil } from '../support/wait-until';

let program: BundledProgram;
let app: ServingApp;
let folder: string;
let remove: () => Promise<void>;
let env: Record<string, string>;

beforeAll(async () => {
  program = await bundleForTests();
  ({ path: folder, remove } = await makeTemporaryFolder());
  for (const name of ['home', 'run']) await mkdir(join(folder, name), { mode: 0o700 });
  app = await openServingApp(join(folder, 'app'));
  await app.signIn();
  const { socket } = app;
  env = {
    PATH: process.env['PATH'] ?? '',
    HOME: join(folder, 'home'),
    XDG_RUNTIME_DIR: join(folder, 'run'),
    AXIOM_TOKENS_SOCK: socket,
  };
});
afterAll(async () => {
  await app.dispose();
  await program.dispose();
  await remove();
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[], more: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(command, args, { env: { ...env, ...more } }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
    child.stdin?.end();
  });
}

const call = (...words: string[]) => run(process.execPath, [program.path, ...words]);
/** In a shell: `ax` is the command line. */
const shell = (script: string) =>
  run('bash', ['-c', `ax() { "${process.execPath}" "${program.path}" "$@"; }\n${script}`]);

describe('axiom-tokens', () => {
  it.each<[what: string, node: readonly string[], env: Record<string, string>]>([
    ['NODE_TLS_REJECT_UNAUTHORIZED', [], { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
    ['NODE_DEBUG', [], { NODE_DEBUG: 'http,https' }],
    ['SSLKEYLOGFILE', [], { SSLKEYLOGFILE: '/nowhere' }],
    ['--tls-keylog in NODE_OPTIONS', [], { NODE_OPTIONS: '--tls-keylog=/nowhere' }],
    ['--trace-tls of Node', ['--trace-tls'], {}],
  ])('gives no token where %s would give it away', async (what, node, more) => {
    const { code, stdout, stderr } = await run(process.execPath, [...node, program.path, 'token'], more);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(what);
    expect(stderr).not.toMatch(/eyJ/);
  });

  it.runIf(process.platform === 'linux')(
    'fails if stdout is closed, and not if it is redirected to /dev/null',
    async () => {
      expect((await shell('ax token >&-; echo $?')).stdout).toBe('1\n');
      expect((await shell('ax token >/dev/null; echo $?')).stdout).toBe('0\n');
    },
  );

  it('prints a token that is valid, and the trail knows which', async () => {
    const { code, stdout, stderr } = await call('token');
    expect([code, stdout.split('.').length, stderr]).toEqual([0, 3, '']);
    const whole = JSON.parse((await call('token', '--json')).stdout) as { access_token: string; trail_tag: string };
    expect([schemaFaults(whole), `${whole.access_token}\n`]).toEqual([[], stdout]);
    const trail = JSON.parse((await call('trail', '--tag', whole.trail_tag, '--json')).stdout) as {
      entries: { consumer: { name: string } }[];
    };
    expect(schemaFaults(trail)).toEqual([]);
    expect(trail.entries.length).toBeGreaterThan(0);
    expect(JSON.stringify(trail)).not.toContain(whole.access_token);
    // The consumer is the program that called axiom-tokens.
    expect(trail.entries[0]?.consumer.name).not.toContain('axiom-tokens');
  });

  it('reports states that follow their schemas', async () => {
    for (const words of [['status', '--explain'], ['profiles', 'list'], ['consumers', 'list'], ['version']]) {
      const { code, stdout, stderr } = await call(...words, '--json');
      expect([code, schemaFaults(JSON.parse(stdout)), stderr]).toEqual([0, [], '']);
    }
    expect((await call('status', '--exit-code', '-q')).code).toBe(0);
    // It gives up after a fifth of a second, which is short on a busy machine.
    await expect.poll(async () => (await call('__complete', 'profile')).stdout).not.toBe('');
  });

  it('leaves stdout empty when it fails, and says why by its exit code', async () => {
    const cases = [
      [['token', '-p', 'nobody'], 3],
      [['token', '--min-valid', '300d', '--no-refresh'], 10],
      [['token', '--fromat', 'raw'], 2],
      [['token', '--socket', join(folder, 'none.sock')], 11],
      [['resume'], 6],
    ] as const;
    for (const [words, code] of cases) {
      const ended = await call(...words);
      expect([words, ended.code, ended.stdout]).toEqual([words, code, '']);
      expect(ended.stderr).toMatch(/^axiom-tokens: .+\n.+\n$/);
      const asJson = await call(...words, '--json');
      const answer = JSON.parse(asJson.stdout) as { exit: number };
      expect([asJson.code, answer.exit, schemaFaults(answer), asJson.stderr]).toEqual([code, code, [], '']);
    }
  });

  it('hands out nothing while it is paused, until a person resumes in a terminal', async () => {
    expect((await call('pause', '--reason', 'wild')).code).toBe(0);
    const refused = await call('token');
    expect([refused.code, refused.stdout]).toEqual([7, '']);
    expect((await call('status', '--exit-code')).code).toBe(7);
    const terminal = new Terminal({ ...env, TERM: 'xterm' });
    await terminal.runs(`'${process.execPath}' '${program.path}' resume`);
    await terminal.sees('again (wild)? [y/N]');
    terminal.type('y\r');
    await terminal.sees('Tokens are handed out and refreshed again.');
    await terminal.runs(`'${process.execPath}' '${program.path}' token`);
    await terminal.sees('A secret is now in your scrollback.');
    await terminal.close();
    expect((await call('token')).code).toBe(0);
  });

  it('follows a decision about the program that calls it', async () => {
    await shell('ax token');
    const decided = async () => {
      const { stdout } = await call('consumers', 'list', '--json');
      return (JSON.parse(stdout) as { consents: { id: string }[] }).consents;
    };
    expect(await decided()).not.toEqual([]);
    // A blocked program may not block others.
    for (const { id } of await decided()) await call('consumers', 'block', id);
    const blocked = await call('token');
    expect([blocked.code, blocked.stdout]).toEqual([6, '']);
    // It cannot end its own block.
    const [blocking = { id: '' }] = await decided();
    expect((await call('consumers', 'forget', blocking.id)).code).toBe(6);
    await endBlocks(app.dataDirectory);
    expect((await call('token')).code).toBe(0);
  });

  it('blocks a script by the path of its file, also by a link, and says where that would block nothing', async () => {
    const script = join(folder, 'home', 'evil.sh');
    const link = join(folder, 'home', 'link.sh');
    await writeFile(script, `#!/bin/sh\n"${process.execPath}" "${program.path}" token\n`, { mode: 0o700 });
    await symlink('evil.sh', link);
    expect((await run(script, [])).code).toBe(0);
    expect((await call('consumers', 'block', link)).code).toBe(0);
    for (const [runs, ...words] of [[script], ['bash', script], ['sh', link]] as const) {
      expect(await run(runs ?? '', words)).toMatchObject({ code: 6, stdout: '' });
    }
    // Removing the block needs a person, and nobody is at the window.
    for (const undo of ['forget', 'allow']) {
      expect((await call('consumers', undo, script)).code).toBe(13);
      expect((await run(script, [])).code).toBe(6);
    }
    for (const path of ['/bin/sh', '/usr/bin/env', join(folder, 'gone')]) {
      expect((await call('consumers', 'block', path)).code).toBe(2);
    }
  });

  it('ends without output when its reader has gone, and reports a full disk', async () => {
    const { stdout, stderr } = await shell('ax man | :; echo "${PIPESTATUS[0]}"');
    expect([stdout, stderr]).toEqual(['1\n', '']);
    const full = await shell('ax token > /dev/full');
    expect([full.code, full.stderr]).toEqual([1, expect.stringContaining('could not be written (ENOSPC)')]);
  });

  it('ends by the signal that it gets', async () => {
    const child = spawn(process.execPath, [program.path, 'trail', '--follow'], { env, stdio: 'pipe' });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const ended = new Promise<unknown>((resolve) => void child.once('exit', (code, signal) => resolve([code, signal])));
    await waitUntil('the trail reports it', () => text.includes('got a token'));
    child.kill('SIGTERM');
    expect(await ended).toEqual([null, 'SIGTERM']);
  });

  it('gives up after --timeout', async () => {
    expect((await call('trail', '--since', '1d', '--timeout', '0.001')).code).toBe(124);
  });

  it('hands the token to curl without it in any argument', async () => {
    const { stdout } = await shell(
      'curl -sv -K <(ax token -f curl) http://127.0.0.1:9/ 2>&1; ps -ef | grep -c "auth-access-token=[e]yJ"',
    );
    expect(stdout.trim().split('\n').at(-1)).toBe('0');
  });
});
