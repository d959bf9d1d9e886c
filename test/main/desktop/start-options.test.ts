import type { App } from 'electron';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readStartOptions, refuseLongCommandLine, refuseWithoutLock } from '../../../main/desktop/start-options';
import { temporaryFolder } from '../../support/temporary-folder';

const SIMULATOR = { AXIOM_API_BASE: 'http://127.0.0.1:1', AXIOM_SITE_BASE: 'http://127.0.0.1:2', HOME: '/home/jo' };

async function read(argv: readonly string[], env: NodeJS.ProcessEnv, platform = 'linux') {
  const folder = await temporaryFolder();
  const paths: Record<string, string> = { userData: folder };
  const app = {
    isPackaged: false,
    getPath: (name: string) => paths[name],
    setPath: (name: string, path: string) => void (paths[name] = path),
    commandLine: { removeSwitch: () => undefined },
  };
  const given = { argv: ['electron', '.', ...argv], env, platform, getCreationTime: () => null };
  return {
    folder,
    env,
    paths,
    options: () => readStartOptions(app as unknown as App, given as unknown as NodeJS.Process),
  };
}

it('reads flags, addresses and folders, and reports nothing when all is well', async () => {
  const { options } = await read(['--demo', '--state-directory=/state'], SIMULATOR);
  expect(options()).toMatchObject({ flags: { isDemo: true }, stateDirectory: '/state', notes: [] });
  expect(options().endpoints.isSimulator).toBe(true);
});

it('sets another folder for temporary files in place of one that cannot be used, and says so', async () => {
  const { options, env } = await read([], { ...SIMULATOR, TMPDIR: '/no/such/folder' });
  expect(options().notes).toEqual([
    'The folder for temporary files, /no/such/folder, is not there, or you cannot write to it; /tmp is used instead.',
  ]);
  expect(env['TMPDIR']).toBe('/tmp');
});

it('corrects the variables that name folders and the bus, and says so', async () => {
  const { options, env, folder } = await read([], {
    ...SIMULATOR,
    XDG_CONFIG_HOME: 'config',
    DBUS_SESSION_BUS_ADDRESS: 'autolaunch:;unix:path=/bus',
  });
  expect(options().notes).toEqual([
    'XDG_CONFIG_HOME is "config", which is not an absolute path, so it is ignored; the usual folder is used.',
  ]);
  expect(env).not.toHaveProperty('XDG_CONFIG_HOME');
  expect(env['DBUS_SESSION_BUS_ADDRESS']).not.toContain('autolaunch');
  expect(await readdir(folder)).toEqual([]);
});

it('names the bus of the session where the variable leads elsewhere', async () => {
  const folder = await temporaryFolder();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(folder, 'bus'), resolve));
  onTestFinished(() => void server.close());
  const stale = 'unix:path=/no/such/bus';
  const { options, env } = await read([], { ...SIMULATOR, XDG_RUNTIME_DIR: folder, DBUS_SESSION_BUS_ADDRESS: stale });
  expect(options().notes).toEqual([expect.stringContaining(`The bus of your session is at unix:path=${folder}/bus.`)]);
  expect(env['DBUS_SESSION_BUS_ADDRESS']).toBe(stale);
});

it('refuses switches that log tokens, but not with a simulator', async () => {
  const { options } = await read(['--ignore-certificate-errors'], {});
  expect(options).toThrow('With --ignore-certificate-errors tokens would be written into a file');
  const simulated = await read(['--ignore-certificate-errors'], SIMULATOR);
  expect(simulated.options().notes).toEqual([]);
});

it('removes variables that log network traffic from a run with a real account', async () => {
  const { options, env } = await read([], { SSLKEYLOGFILE: '/keys' });
  options();
  expect(env).not.toHaveProperty('SSLKEYLOGFILE');
});

it('keeps its data where axiom-tokens looks, unless a folder is given', async () => {
  const APPDATA = await temporaryFolder();
  const { options, paths, folder } = await read([], { ...SIMULATOR, APPDATA }, 'win32');
  options();
  expect(paths).toEqual({ userData: join(APPDATA, 'Axiom Token Manager') });
  const given = await read([`--user-data-dir=${folder}`], { ...SIMULATOR, APPDATA }, 'win32');
  given.paths['userData'] = folder;
  given.options();
  expect(given.paths).toEqual({ userData: folder });
});

it('refuses a data folder without a name', async () => {
  const { options } = await read(['--user-data-dir', '/data'], SIMULATOR);
  expect(options).toThrow('--user-data-dir is given without a folder.');
});

it('refuses a data folder that cannot be made', async () => {
  const { options, folder } = await read(['--user-data-dir=/proc/axiom'], SIMULATOR);
  expect(options).toThrow('The data folder /proc/axiom cannot be used');
  expect(folder).not.toBe('/proc/axiom');
});

const lock = join('/data', 'SingletonLock');
it.each([
  [{ kind: 'first' } as const, undefined],
  [{ kind: 'second' } as const, undefined],
  [{ kind: 'foreign', host: 'desk', lock } as const, 'by the app on another computer, "desk", or was'],
  [{ kind: 'no-lock', lock } as const, 'it runs only once: /data/SingletonLock could not be written'],
])('a claim that is %j is refused with %j', (claim, words) => {
  const refuse = () => refuseWithoutLock(claim);
  if (words === undefined) expect(refuse).not.toThrow();
  else expect(refuse).toThrow(words);
});

it('refuses more files than can be passed on to an app that runs', () => {
  const start = (argv: readonly string[]) => refuseLongCommandLine(argv, { files: argv.slice(1, 2) });
  expect(() => start(['/opt/app', 'a.axiombackup'])).not.toThrow();
  expect(() => start(['/opt/app', ...Array<string>(4000).fill('a.axiombackup')])).toThrow(
    'started with too many files',
  );
});
