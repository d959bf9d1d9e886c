// Runs the lines of "Use it in your programs" as pasted, with the real command line, the real core and a simulator of Axiom.
import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProfilesFile } from '../../main/adapters/app-data/profiles-file';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import { waysToUse } from '../../main/handout/program-ways';
import { type AxiomSimulator, startAxiomSimulator } from '../axiom-simulator/axiom-simulator';
import { CommandLine } from '../support/cli/command-line';
import { RecordingLogger } from '../support/fakes/logger/recording-logger';
import { putProfile } from '../support/put-profile';

let line: CommandLine;
let simulator: AxiomSimulator;
let server: Server;
let env: Record<string, string>;
/** The token in a program's own call to Axiom. */
const cookies: (string | undefined)[] = [];
let lines: Readonly<Record<string, string>>;

beforeAll(async () => {
  simulator = await startAxiomSimulator();
  line = await CommandLine.open('test/support/cli/core-line.ts');
  const data = join(line.folder, 'data');
  const state = join(line.folder, 'state');
  const bin = join(line.folder, 'a bin');
  for (const folder of [data, state, bin]) await mkdir(folder, { mode: 0o700 });
  // Like an installation: a program with this name in the path. The space in the folder tests the quotes.
  const command = join(bin, 'axiom-tokens');
  await writeFile(command, `#!/bin/sh\nexec '${line.words[0]}' '${line.words[1]}' "$@"\n`, { mode: 0o700 });
  server = createServer((request, response) => {
    cookies.push(request.headers.cookie);
    response.end('{"serverTime":1}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const apiOrigin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  env = { ...line.env, ...simulator.env, AXIOM_TOKENS_CONFIG_DIR: data, STATE_DIRECTORY: state };
  delete env['AXIOM_TOKENS_SOCK'];
  const index = await openProfilesFile({
    path: join(data, 'profiles.json'),
    clock: createSystemClock(),
    logger: new RecordingLogger(),
  });
  const store = { kind: 'file' as const, path: join(line.folder, 'tokens.json') };
  await putProfile(index, { id: 'bots', name: 'My bots', store, hasTokens: false });
  const { accessToken, refreshToken } = simulator.openSession();
  const login = line.run(['login', '--yes', '--tokens', '-', '-p', 'bots'], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  login.child.stdin?.end(JSON.stringify({ access_token: accessToken, refresh_token: refreshToken }));
  if ((await login.ended).code !== 0) throw new Error(login.printed.stderr);
  const ways = waysToUse({ command: [command], profileId: 'bots', apiOrigin, platform: 'linux' });
  lines = Object.fromEntries(ways.map((way) => [way.id, way.lines]));
});
afterAll(async () => {
  await line.dispose();
  await simulator.dispose();
  server.close();
});

async function pasted(program: string, args: readonly string[]) {
  const run = line.watch(spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] }));
  const { code } = await run.ended;
  return { code, ...run.printed };
}

describe('the lines', () => {
  it('for a shell set the variable, and print nothing', async () => {
    const { code, stdout, stderr } = await pasted('sh', [
      '-c',
      `${lines['shell']}\nprintf '[%s]' "$AXIOM_ACCESS_TOKEN"`,
    ]);
    expect([code, stderr]).toEqual([0, '']);
    expect(simulator.accepts(stdout.slice(1, -1))).toBe(true);
  });

  it('for curl have the token in a cookie, and in no argument', async () => {
    const { code, stdout } = await pasted('sh', ['-c', lines['curl'] ?? '']);
    expect([code, stdout]).toEqual([0, '{"serverTime":1}']);
    const token = cookies.at(-1)?.replace(/^auth-access-token=/, '') ?? '';
    expect(simulator.accepts(token)).toBe(true);
    expect(lines['curl']).not.toContain(token);
  });

  it('for curl send nothing where there is no token', async () => {
    const sent = cookies.length;
    const { code, stdout, stderr } = await pasted('sh', ['-c', (lines['curl'] ?? '').replace('-p bots', '-p nobody')]);
    expect([code === 0, stdout, cookies.length]).toEqual([false, '', sent]);
    expect(stderr).toContain('nobody');
  });

  it('for Python have the header', async () => {
    const { code, stdout, stderr } = await pasted('python3', [
      '-c',
      `${lines['python']}\nprint(headers["Cookie"], end="")`,
    ]);
    expect([code, stderr]).toEqual([0, '']);
    expect(simulator.accepts(stdout.replace(/^auth-access-token=/, ''))).toBe(true);
  });

  it('for a program that runs for hours start it with the token in its environment', async () => {
    const script = `${lines['exec']?.replace('python3 bot.py', `sh -c 'printf "[%s]" "$AXIOM_ACCESS_TOKEN"'`)}`;
    const { code, stdout } = await pasted('sh', ['-c', script]);
    expect(code).toBe(0);
    expect(simulator.accepts(stdout.slice(1, -1))).toBe(true);
  });

  it('for Rust ask for the header in the form that the line says', async () => {
    const args = /\.args\(\[(.*)\]\)/.exec(lines['rust'] ?? '')?.[1] ?? '';
    const run = line.run(JSON.parse(`[${args}]`) as string[], { env });
    expect((await run.ended).code).toBe(0);
    expect(run.printed.stdout).toMatch(/^Cookie: auth-access-token=[\w-]+\.[\w-]+\.[\w-]+$/);
  });
});
