// The command line without the app, as real programs with real keychain, locks, journal and HTTP, against a server that rotates tokens.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createAxiomAuthGateway } from '../../main/adapters/axiom/axiom-auth-gateway';
import { resolveAxiomEndpoints } from '../../main/adapters/axiom/axiom-endpoints';
import { createNodeHttpTransport } from '../../main/adapters/http/node-http-transport';
import { createKeychainForkHost } from '../../main/adapters/keychain/keychain-fork-host';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import { openCore } from '../../main/compose/open-core';
import { type AxiomSimulator, startAxiomSimulator } from '../axiom-simulator/axiom-simulator';
import { type LoneCommands, type LonePlace, openLoneCommands } from '../support/command-line/lone-commands';
import { type DesktopSession, openDesktopSession } from '../support/desktop-session';
import { silentLogger } from '../support/fakes/logger/silent-logger';
import { temporaryFolder } from '../support/temporary-folder';
import { waitUntil } from '../support/wait-until';

let commands: LoneCommands;
let desktop: DesktopSession;
let simulator: AxiomSimulator;
let place: LonePlace;
let names = 0;

beforeAll(async () => {
  [commands, desktop] = await Promise.all([
    openLoneCommands(),
    openDesktopSession({ display: false, keyring: 'unlocked', trayHost: false }),
  ]);
});
afterAll(async () => {
  await commands.dispose();
  await desktop.dispose();
});

beforeEach(async () => {
  simulator = await startAxiomSimulator();
  onTestFinished(() => simulator.stop());
  const folder = await temporaryFolder();
  const env = { ...desktop.env, ...simulator.env };
  place = { dataDirectory: join(folder, 'data'), stateDirectory: join(folder, 'state'), env };
});

const call = (words: readonly string[], more?: Parameters<LoneCommands['run']>[2]) =>
  commands.run(place, words, more).ended;

/** A separate account in the shared keyring; `isOver`: its access token has just ended. */
async function signIn({ isOver = false } = {}): Promise<string> {
  const account = `lone-${++names}`;
  simulator.switches.accessLifetimeMs = isOver ? 1 : 900_000;
  const { accessToken, refreshToken } = simulator.openSession();
  simulator.switches.accessLifetimeMs = 900_000;
  const stdin = JSON.stringify({ access_token: accessToken, refresh_token: refreshToken });
  const { code, stderr } = await call(['login', '--tokens', '-', '--as', account, '--yes'], { stdin });
  expect([code, stderr]).toEqual([0, '']);
  return account;
}

/** Without locks, which readers hold for a moment. */
const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile() && !one.name.endsWith('.lock'))
    .map(({ name }) => name);

const currentToken = () => `${simulator.currentTokens()?.accessToken}\n`;

describe('what only reads', () => {
  it('writes nothing where nothing is', async () => {
    const status = await call(['status', '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject({ broker: { running: false }, profiles: [] });
    expect([status.code, existsSync(place.dataDirectory), existsSync(place.stateDirectory)]).toEqual([0, false, false]);
    const token = await call(['token']);
    expect([token.code, token.stdout]).toEqual([3, '']);
  });

  it('sees the app that runs beside it', async () => {
    await mkdir(place.dataDirectory, { recursive: true });
    const app = createServer();
    await new Promise<void>((resolve) => void app.listen(join(place.dataDirectory, 'SingletonSocket'), resolve));
    onTestFinished(() => void app.close());
    await symlink('this-host-12', join(place.dataDirectory, 'SingletonLock'));
    const { stdout } = await call(['status', '--standalone', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ broker: { running: true, kind: 'app', version: null, pid: 12 } });
    expect((await call(['status', '--standalone'])).stdout).toContain('Axiom Token Manager runs (process 12)');
  });

  it.each([
    ['damaged, with its copy', '{', 'no good copy'],
    ['of a newer version', '{"version":99,"profiles":[]}', 'newer version'],
  ])('says that the list of accounts is %s', async (_what, text, words) => {
    await mkdir(place.dataDirectory, { recursive: true });
    for (const name of ['profiles', 'profiles.last-good']) {
      await writeFile(join(place.dataDirectory, `${name}.json`), text);
    }
    for (const command of [['profiles', 'list'], ['status'], ['token']]) {
      expect((await call(command)).stderr).toContain(words);
    }
  });

  it('refreshes nothing that nobody has asked for', async () => {
    const account = await signIn({ isOver: true });
    expect((await call(['status'])).code).toBe(0);
    expect((await call(['profiles', 'list'])).stdout).toContain(account);
    expect(simulator.refreshesAsked).toBe(0);
  });
});

// Many programs one after the other, which takes time on a busy machine.
describe('the real keychain', { timeout: 90_000 }, () => {
  it('is not sent before the wait is over that Axiom asked an earlier command for', async () => {
    const account = await signIn({ isOver: true });
    simulator.switches.fault = { kind: 'rate-limit', retryAfter: '600' };
    const first = await call(['token', '-p', account]);
    expect([first.code, first.stderr, simulator.refreshesAsked]).toEqual([
      9,
      expect.stringMatching(/asks to wait .*Run it again in 10 min\./s) as unknown,
      1,
    ]);
    const { code, stdout } = await call(['token', '-p', account, '--json']);
    const { retry_after_ms: waitMs } = JSON.parse(stdout) as { retry_after_ms: number };
    expect([code, waitMs > 500_000 && waitMs <= 600_000]).toEqual([9, true]);
    expect((await call(['refresh', '-p', account])).code).toBe(9);
    const status = await call(['status', '-p', account, '--json', '--exit-code']);
    expect(JSON.parse(status.stdout)).toMatchObject({
      profiles: [
        {
          session: 'asked-to-wait',
          last_error: {
            code: 'RATE_LIMITED',
            hint: expect.stringMatching(/ask for a token again in 10 min\./) as unknown,
          },
        },
      ],
    });
    expect([status.code, simulator.refreshesAsked]).toEqual([9, 1]);
    simulator.switches.fault = undefined;
    const noted = (await filesIn(place.stateDirectory)).filter((name) => name.endsWith('.wait.json'));
    expect(noted).toHaveLength(1);
    await writeFile(join(place.stateDirectory, noted[0] ?? ''), '{');
    expect(await call(['token', '-p', account])).toMatchObject({ code: 0, stdout: currentToken(), stderr: '' });
  });

  it('that was emptied by another program takes a new sign-in, once a person agrees', async () => {
    const account = await signIn();
    const elsewhere = {
      ...place,
      dataDirectory: `${place.dataDirectory}-2`,
      stateDirectory: `${place.stateDirectory}-2`,
    };
    for (const words of [
      ['profiles', 'add', account],
      ['logout', '-p', account, '--yes'],
    ])
      expect((await commands.run(elsewhere, words).ended).code).toBe(0);
    expect(await call(['token', '-p', account])).toMatchObject({
      code: 8,
      stderr: expect.stringContaining('sign in again') as unknown,
    });
    const { accessToken, refreshToken } = simulator.openSession();
    const stdin = JSON.stringify({ access_token: accessToken, refresh_token: refreshToken });
    const login = ['login', '--tokens', '-', '--as', account];
    expect(await call(login, { stdin })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Add --yes to agree') as unknown,
    });
    expect(await call([...login, '--yes'], { stdin })).toMatchObject({ code: 0, stderr: '' });
    expect(await call(['token', '-p', account])).toMatchObject({ code: 0, stdout: currentToken() });
  });

  it('keeps a sign-in from command to command, and removes it', async () => {
    const account = await signIn();
    const first = await call(['token', '-p', account]);
    expect([first.code, simulator.accepts(first.stdout.trim()), first.stderr]).toEqual([0, true, '']);
    const index = await readFile(join(place.dataDirectory, 'profiles.json'), 'utf8');
    expect(index).not.toContain(first.stdout.trim());
    const status = JSON.parse((await call(['status', '-p', account, '--json'])).stdout) as { profiles: unknown[] };
    expect(status.profiles).toMatchObject([{ id: account, token: 'good', storage: 'saved', next_refresh_at: null }]);
    expect((await call(['logout', '-p', account, '--yes'])).code).toBe(0);
    expect((await call(['token', '-p', account])).code).toBe(3);
  });

  it('gives no token during a pause, from a folder that was never set up, or without its line in the trail', async () => {
    const account = await signIn();
    const trail = join(place.dataDirectory, 'trail.jsonl');
    await symlink('nowhere', trail);
    const unwritten = await call(['token', '-p', account]);
    expect([unwritten.code, unwritten.stdout, unwritten.stderr]).toEqual([8, '', expect.stringContaining('trail')]);
    await rm(trail);
    expect((await call(['pause'])).code).toBe(0);
    expect((await call(['token', '-p', account])).code).toBe(7);
    const elsewhere = join(place.stateDirectory, '..', 'empty');
    const other = await call(['token', '-p', account], { env: { AXIOM_TOKENS_CONFIG_DIR: elsewhere } });
    expect([other.code, other.stdout, other.stderr]).toEqual([3, '', expect.stringContaining(elsewhere)]);
    expect(existsSync(elsewhere)).toBe(false);
    const relative = await call(['token'], { env: { AXIOM_TOKENS_CONFIG_DIR: 'empty' } });
    expect([relative.code, relative.stdout]).toEqual([2, '']);
  });

  it('is not read from a folder that was never set up, whether it is there or not: nothing is made, shown, handed out or removed there', async () => {
    const { accessToken, refreshToken } = simulator.openSession();
    const stdin = JSON.stringify({ access_token: accessToken, refresh_token: refreshToken });
    expect((await call(['login', '--tokens', '-', '--yes'], { stdin })).code).toBe(0);
    const [empty, missing] = ['empty', 'missing'].map((name) => join(place.stateDirectory, '..', name));
    await mkdir(empty ?? '', { mode: 0o700 });
    for (const folder of [empty ?? '', missing ?? '']) {
      const there = (words: readonly string[]) => call(words, { env: { AXIOM_TOKENS_CONFIG_DIR: folder } });
      for (const words of [['status'], ['status', '--json'], ['profiles', 'list'], ['doctor']]) {
        expect([words, (await there(words)).stdout]).toEqual([words, expect.not.stringContaining('Healthy')]);
      }
      const brought = ['import', '-', '--dry-run'];
      expect([brought, (await call(brought, { stdin, env: { AXIOM_TOKENS_CONFIG_DIR: folder } })).code]).toEqual([
        brought,
        0,
      ]);
      for (const words of [['token'], ['logout', '--yes'], ['clear', '--yes'], ['refresh'], ['exec', '--', 'true']]) {
        const refused = await there(words);
        expect([words, refused.code, refused.stdout]).toEqual([words, 3, '']);
      }
      expect(existsSync(folder) ? await filesIn(folder) : []).toEqual([]);
    }
    expect(existsSync(missing ?? '')).toBe(false);
    const kept = await call(['token']);
    expect([kept.code, kept.stdout]).toEqual([0, currentToken()]);
    expect((await call(['logout', '--yes'])).code).toBe(0);
  });

  it('gets the tokens of a restored backup', async () => {
    const account = await signIn();
    const file = join(place.stateDirectory, '..', 'a.axiombackup');
    const passphrase = { stdin: 'seven lamps by the river\n' };
    const made = await call(['backup', file, '--passphrase-file', '-', '--account', account], passphrase);
    expect([made.code, made.stdout]).toEqual([0, `Saved ${file} with: ${account}.\n`]);
    await call(['clear', account, '--yes']);
    const back = await call(['restore', file, '--passphrase-file', '-'], passphrase);
    expect([back.code, back.stdout]).toEqual([0, `Restored: ${account}.\n`]);
    const token = await call(['token', '-p', account]);
    expect(simulator.accepts(token.stdout.trim())).toBe(true);
  });
});

describe('at the end of the access token', () => {
  it('sends one POST for all programs: an app that refreshes automatically and several commands', async () => {
    const account = await signIn({ isOver: true });
    simulator.switches.latencyMs = 300;
    const clock = createSystemClock();
    const { env } = place;
    const gateway = createAxiomAuthGateway({
      ...{ transport: createNodeHttpTransport({ clock }), clock, random: Math.random, logger: silentLogger },
      endpoints: resolveAxiomEndpoints(simulator.env),
    });
    const app = await openCore({
      ...{ clock, logger: silentLogger, random: Math.random, gateway, env, platform: process.platform },
      keychainHost: createKeychainForkHost({ childPath: commands.childPath, env }),
      ...{ dataDirectory: place.dataDirectory, stateDirectory: place.stateDirectory },
    });
    onTestFinished(() => app.dispose());
    const opened = app.registry.open();
    const tokens = await Promise.all(Array.from({ length: 3 }, () => call(['token', '-p', account])));
    await opened;
    expect(tokens.map(({ code, stdout, stderr }) => [code, stdout, stderr])).toEqual(
      Array.from({ length: 3 }, () => [0, currentToken(), '']),
    );
    const { manager } = app.registry.get(account);
    await waitUntil('the app has the new pair', () => simulator.accepts(manager.getAccessToken().expose()));
    expect(simulator.refreshesAsked).toBe(1);
  });

  it('does not refresh tokens again that were issued a moment ago', async () => {
    const account = await signIn({ isOver: true });
    const first = await call(['refresh', '-p', account, '--json']);
    const second = await call(['refresh', '-p', account, '--json']);
    expect([first, second].map(({ stdout }) => (JSON.parse(stdout) as { refreshed: string[] }).refreshed)).toEqual([
      [account],
      [],
    ]);
    expect(simulator.refreshesAsked).toBe(1);
  });
});

describe('a pair that was rotated', () => {
  it('is saved before a program ends that received a signal', async () => {
    const account = await signIn({ isOver: true });
    simulator.switches.latencyMs = 700;
    const { child, ended } = commands.run(place, ['token', '-p', account]);
    await waitUntil('the refresh was sent', () => simulator.refreshesAsked === 1);
    child.kill('SIGTERM');
    const { signal, stdout } = await ended;
    expect([signal, stdout]).toEqual(['SIGTERM', '']);
    simulator.switches.latencyMs = 0;
    expect((await call(['token', '-p', account])).stdout).toBe(currentToken());
    expect(simulator.refreshesAsked).toBe(1);
  });

  it('is found by the next program when the first was killed before it was saved', async () => {
    const account = await signIn({ isOver: true });
    const file = join(place.dataDirectory, '..', 'tokens.json');
    expect((await call(['migrate', 'file', file, '-p', account, '--yes'])).code).toBe(0);
    const before = await readFile(file, 'utf8');
    const killed = await call(['token', '-p', account], { env: { TEST_DIE_BEFORE: 'tokens.json' } });
    expect([killed.signal, killed.stdout, await readFile(file, 'utf8')]).toEqual(['SIGKILL', '', before]);
    expect(simulator.refreshesAsked).toBe(1);
    const next = await call(['token', '-p', account]);
    expect([next.code, next.stdout]).toEqual([0, currentToken()]);
    expect(simulator.refreshesAsked).toBe(1);
    expect((await readdir(dirname(file))).sort()).toEqual(['data', 'state', 'tokens.json']);
  });
});
