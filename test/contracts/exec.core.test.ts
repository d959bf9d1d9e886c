// `axiom-tokens exec` and `watch` with the real core in each process, without the app: one account in one file, and a simulator of Axiom.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openProfilesFile } from '../../main/adapters/app-data/profiles-file';
import { createAxiomAuthGateway } from '../../main/adapters/axiom/axiom-auth-gateway';
import { resolveAxiomEndpoints } from '../../main/adapters/axiom/axiom-endpoints';
import { createNodeHttpTransport } from '../../main/adapters/http/node-http-transport';
import { createKeychainForkHost } from '../../main/adapters/keychain/keychain-fork-host';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import { openCore } from '../../main/compose/open-core';
import { type AxiomSimulator, startAxiomSimulator } from '../axiom-simulator/axiom-simulator';
import { CommandLine, type Run } from '../support/cli/command-line';
import { silentLogger } from '../support/fakes/logger/silent-logger';
import { RecordingLogger } from '../support/fakes/logger/recording-logger';
import { createPassingClock, type PassingClock, TIME_HAS_PASSED } from '../support/passing-clock';
import { putProfile } from '../support/put-profile';
import { waitUntil } from '../support/wait-until';

/** Refreshed at half of it; the other half is for a busy machine. */
const LIFE_MS = 60_000;
/** Most of the time until a refresh. The rest is real, so that each of them has time to try it. */
const PASSED_MS = 28_000;

let line: CommandLine;
let simulator: AxiomSimulator;
let env: Record<string, string>;
let passedTime: string;
beforeAll(async () => {
  simulator = await startAxiomSimulator({ switches: { accessLifetimeMs: LIFE_MS } });
  line = await CommandLine.open('test/support/cli/core-line.ts');
  passedTime = join(line.folder, 'passed-time');
  await writeFile(passedTime, '0');
  const [data, state] = ['data', 'state'].map((name) => join(line.folder, name));
  for (const folder of [data, state]) await mkdir(folder ?? '', { mode: 0o700 });
  const folders = { AXIOM_TOKENS_CONFIG_DIR: data ?? '', STATE_DIRECTORY: state ?? '' };
  env = { ...line.env, ...simulator.env, ...folders, TEST_PASSED_TIME: passedTime };
  const index = await openProfilesFile({
    path: join(data ?? '', 'profiles.json'),
    clock: createSystemClock(),
    logger: new RecordingLogger(),
  });
  const path = join(line.folder, 'tokens.json');
  await putProfile(index, { id: 'default', name: 'main', store: { kind: 'file', path }, hasTokens: false });
  const { accessToken, refreshToken } = simulator.openSession();
  const login = line.run(['login', '--yes', '--tokens', '-'], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  login.child.stdin?.end(JSON.stringify({ access_token: accessToken, refresh_token: refreshToken }));
  if ((await login.ended).code !== 0) throw new Error(login.printed.stderr);
});
afterAll(async () => {
  await line.dispose();
  await simulator.dispose();
});

/** For the server and for everything that runs. */
async function passTime(programs: readonly Run[], app?: PassingClock): Promise<void> {
  const aheadMs = (simulator.switches.clockOffsetMs += PASSED_MS);
  await writeFile(passedTime, String(aheadMs));
  for (const { child } of programs) child.kill(TIME_HAS_PASSED);
  app?.passTo(aheadMs);
}

/** What the app opens, in this process: it refreshes by itself, without being asked. */
async function openApp() {
  const clock = createPassingClock(simulator.switches.clockOffsetMs);
  const common = { clock, logger: silentLogger, random: Math.random };
  const app = await openCore({
    ...{ ...common, env, platform: process.platform },
    gateway: createAxiomAuthGateway({
      ...{ ...common, transport: createNodeHttpTransport({ clock }) },
      endpoints: resolveAxiomEndpoints(simulator.env),
    }),
    // The account is in a file.
    keychainHost: createKeychainForkHost({ childPath: '/dev/null', env }),
    ...{ dataDirectory: env['AXIOM_TOKENS_CONFIG_DIR'] ?? '', stateDirectory: env['STATE_DIRECTORY'] ?? '' },
  });
  onTestFinished(() => app.dispose());
  await app.registry.open();
  return { clock, manager: app.registry.get('default').manager };
}

describe('several programs without the app', () => {
  it('all get every new pair, and each pair is refreshed only once', async () => {
    const watch = line.run(['watch', '--format', 'raw', '--min-valid', '0'], { env });
    const exec = line.run(
      [
        ...['exec', '--on-refresh', 'signal:USR1', '--', 'sh', '-c'],
        `trap 'cat $AXIOM_TOKEN_FILE; echo' USR1; trap 'exit 0' TERM; cat $AXIOM_TOKEN_FILE; echo; while :; do sleep 0.02; done`,
      ],
      { env },
    );
    const pairs = ({ printed }: typeof watch) => printed.stdout.trim().split('\n');
    await waitUntil('each has a pair', () => pairs(watch)[0] !== '' && pairs(exec)[0] !== '');
    await passTime([watch, exec]);
    await waitUntil('each has a second pair', () => pairs(watch).length >= 2 && pairs(exec).length >= 2);
    for (const { child } of [watch, exec]) child.kill('SIGTERM');
    expect([await watch.ended, await exec.ended]).toEqual([
      { code: null, signal: 'SIGTERM' },
      { code: 0, signal: null },
    ]);
    expect(pairs(exec)).toEqual(pairs(watch));
    expect(pairs(watch).map((token) => simulator.accepts(token))).toEqual([true, true]);
    // The token that each started with may have been refreshed once by the first of them.
    expect(simulator.refreshCount).toBe(new Set(pairs(watch)).size - 1);
    expect([watch.printed.stderr, exec.printed.stderr]).toEqual(['', '']);
  });
});

describe('a program that began alone', () => {
  it('and an app that starts after it make one refresh of each pair', async () => {
    const exec = line.run(
      [
        ...['exec', '--standalone', '--on-refresh', 'signal:USR1', '--', 'sh', '-c'],
        `trap 'cat $AXIOM_TOKEN_FILE; echo' USR1; trap 'exit 0' TERM; cat $AXIOM_TOKEN_FILE; echo; while :; do sleep 0.02; done`,
      ],
      { env },
    );
    const pairs = () => exec.printed.stdout.split('\n').slice(0, -1);
    await waitUntil('it has a token', () => pairs().length === 1);
    const asked = simulator.refreshesAsked;
    const { clock, manager } = await openApp();
    await passTime([exec], clock);
    await waitUntil('both have a new pair', () => {
      const own = manager.getAccessToken().expose();
      return pairs().length >= 2 && pairs().at(-1) === own && own === simulator.currentTokens()?.accessToken;
    });
    // A refresh token that is sent twice ends the session at this server.
    expect(
      pairs()
        .slice(1)
        .every((token) => simulator.accepts(token)),
    ).toBe(true);
    expect(simulator.refreshesAsked - asked).toBe(pairs().length - 1);
    exec.child.kill('SIGTERM');
    expect([await exec.ended, exec.printed.stderr]).toEqual([{ code: 0, signal: null }, '']);
  });
});
