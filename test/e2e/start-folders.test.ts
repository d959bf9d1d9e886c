// The real app with broken folders, locks or without a screen: it starts and explains the problem, or ends with a message and
// exit code 1. It never uses another data folder, and leaves nothing in its working folder.
import { mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startApplication } from '../../build/virtual-desktop/application.mjs';
import { projectRoot } from '../../build/project-root.mjs';
import { fillDisk, makeReadOnly, mountSmallDisk } from '../support/faults/fault-disk-small';
import { waitUntil } from '../support/wait-until';
import { electronExecutable, stateDirectoryOn } from './support/app-under-test';
import { signInByForm } from './support/sign-in-by-form';
import { openStage, type Stage } from './support/stage';

let stage: Stage;
let folder: string;
let ordinary: string;

beforeAll(async () => {
  stage = await openStage();
  ordinary = join(String(stage.desktop.env['XDG_CONFIG_HOME']), 'Axiom Token Manager');
});
afterAll(() => stage?.dispose());

/** Starts the app; its output so far is in `words()`. */
const startOn = async (userData: string | undefined, env: NodeJS.ProcessEnv = {}) =>
  startWith(userData === undefined ? [] : [`--user-data-dir=${userData}`], env);

async function startWith(
  given: readonly string[],
  env: NodeJS.ProcessEnv = {},
  stateDirectory = stateDirectoryOn(stage.desktop),
) {
  const application = startApplication({
    executable: await electronExecutable(),
    args: [projectRoot, `--state-directory=${stateDirectory}`, ...given],
    env: { ...stage.desktop.env, ...stage.simulator.env, ...env },
  });
  onTestFinished(() => application.stop());
  let words = '';
  for (const stream of [application.stdout, application.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      words += chunk.toString();
    });
  }
  return { application, words: () => words };
}

/** Starts the app and waits for its end. */
const refusalOn = async (userData: string | undefined, env: NodeJS.ProcessEnv = {}) =>
  endOf(await startOn(userData, env));

async function endOf({ application, words }: Awaited<ReturnType<typeof startWith>>) {
  const code = await application.exited;
  return { code, words: words() };
}

/** Waits until an app runs and holds the lock of its data folder. */
const runsOn = (userData: string) =>
  waitUntil('an app holds the lock', async () =>
    readlink(join(userData, 'SingletonLock')).then(
      () => true,
      () => false,
    ),
  );

/** The first line of the log, as soon as there is one: then the app runs. */
async function logOf(userData: string): Promise<string> {
  let text = '';
  await waitUntil('the app has written into its log', async () => {
    text = await readFile(join(userData, 'logs/axiom-token-manager.log'), 'utf8').catch(() => '');
    return text !== '';
  });
  return text;
}

describe('a data folder', () => {
  it.each([
    ['below a file', async () => join(folder, 'file/data'), 'a file is where a folder should be'],
    ['that is a file', async () => join(folder, 'file'), 'something other than a folder is there'],
    ['nowhere', async () => '/proc/axiom-token-manager/data', 'it is not there and cannot be made there'],
    [
      'that is a link to itself',
      async () => {
        await symlink(join(folder, 'loop'), join(folder, 'loop'));
        return join(folder, 'loop');
      },
      'a link in its path leads back to itself',
    ],
  ])('%s is refused in words, and no other one taken', async (_what, make, reason) => {
    folder = await stage.newFolder();
    await writeFile(join(folder, 'file'), '');
    const before = await readdir(projectRoot);
    const userData = await make();
    const { code, words } = await refusalOn(userData);
    expect(code).toBe(1);
    expect(words).toContain(`The data folder ${userData} cannot be used: ${reason}.`);
    expect(await readlink(join(ordinary, 'SingletonLock')).catch(() => 'none')).toBe('none');
    expect(await readdir(projectRoot)).toEqual(before);
  });

  it('is refused with a message where the folder for settings cannot be made', async () => {
    folder = await stage.newFolder();
    await writeFile(join(folder, 'file'), '');
    const before = await readdir(projectRoot);
    const { code, words } = await refusalOn(undefined, { XDG_CONFIG_HOME: join(folder, 'file') });
    expect(code).toBe(1);
    expect(words).toContain('Your folder for settings (usually ~/.config) cannot be found or made.');
    expect(await readdir(projectRoot)).toEqual(before);
  });

  it.each([
    ['without a name', async () => ['--user-data-dir='], 'is given without a folder'],
    ['without anything', async () => ['--user-data-dir'], 'is given without a folder'],
    ['in a word of its own', async () => ['--user-data-dir', await stage.newFolder()], 'is given without a folder'],
    [
      'below the working directory',
      async () => ['--user-data-dir=h2-data/deep'],
      'is not the absolute path of a folder',
    ],
    ['below a home that no shell has put in', async () => ['--user-data-dir=~/axiom'], 'Here "~" is not your home'],
    [
      'given twice',
      async () => [`--user-data-dir=${await stage.newFolder()}`, `--user-data-dir=${await stage.newFolder()}`],
      'is given twice, with',
    ],
  ])('%s is refused in words, and no other one taken', async (_what, make, reason) => {
    const before = await readdir(projectRoot);
    const { code, words } = await endOf(await startWith(await make()));
    expect(code).toBe(1);
    expect(words).toContain(reason);
    expect(await readdir(projectRoot)).toEqual(before);
    expect(await readlink(join(ordinary, 'SingletonLock')).catch(() => 'none')).toBe('none');
  });

  it('on a disk that can only be read is refused with a message; a full one is reported, and the app runs', async (context) => {
    folder = await stage.newFolder();
    const unmount = await mountSmallDisk(folder);
    if (!unmount) context.skip('mounting a small disk is not allowed here');
    try {
      fillDisk(folder, 0);
      const { application, words } = await startOn(folder);
      await waitUntil('it is said', () => words().includes('its disk is full'));
      await runsOn(folder);
      await application.stop();
      expect(await application.exited).toBe(0);
      makeReadOnly(folder);
      expect(await refusalOn(folder)).toMatchObject({
        code: 1,
        words: expect.stringContaining('its disk is read-only') as unknown,
      });
    } finally {
      await unmount?.();
    }
  });
});

it('a folder for logs that cannot be used is reported in the window, and the app runs', async () => {
  const userDataDirectory = await stage.newFolder();
  await symlink(join(userDataDirectory, 'logs'), join(userDataDirectory, 'logs'));
  const app = await stage.start({ userDataDirectory });
  const page = await app.page();
  await signInByForm(page, stage.simulator);
  await expect
    .poll(() => page.locator('.activity').textContent())
    .toContain(`No log is written into ${join(userDataDirectory, 'logs')}`);
});

describe('a folder for temporary files', () => {
  it('with an empty name is /tmp, as for other programs', async () => {
    const userData = await stage.newFolder();
    await startOn(userData, { TMPDIR: '' });
    await runsOn(userData);
    expect((await refusalOn(userData, { TMPDIR: '' })).code).toBe(0);
  });

  it.each([
    ['of 120 characters', `/tmp/${'x'.repeat(115)}`, 'has a path that is too long'],
    ['that is not there', '/no/such/folder', 'is not there, or you cannot write to it'],
  ])('%s is replaced, which is said', async (_what, TMPDIR, why) => {
    const userData = await stage.newFolder();
    const { words } = await startOn(userData, { TMPDIR });
    const note = `The folder for temporary files, ${TMPDIR}, ${why}; /tmp is used instead.`;
    expect(await logOf(userData)).toContain(note);
    expect(words()).toContain(note);
    // A second start still reaches the first one.
    expect((await refusalOn(userData, { TMPDIR })).code).toBe(0);
  });
});

describe('a lock', () => {
  it.each([
    ['of another computer', async (lock: string) => symlink('other-computer-4711', lock), '"other-computer"'],
    ['that is a file', async (lock: string) => writeFile(lock, ''), 'could not be written'],
    ['that is a folder', async (lock: string) => mkdir(lock), 'could not be written'],
  ])('%s is named', async (_what, make, part) => {
    const userData = await stage.newFolder();
    const lock = join(userData, 'SingletonLock');
    await make(lock);
    const { code, words } = await refusalOn(userData);
    expect(code).toBe(1);
    for (const text of [part, lock]) expect(words).toContain(text);
    expect(await readdir(userData)).toContain('SingletonLock');
  });

  it.each(['SingletonSocket', 'SingletonCookie'])('that is blocked by a folder %s names it', async (name) => {
    const userData = await stage.newFolder();
    await mkdir(join(userData, name));
    const { code, words } = await refusalOn(userData);
    expect(code).toBe(1);
    expect(words).toContain(`${join(userData, name)} could not be written.`);
  });

  it.each([
    ['that runs no more', 2 ** 22 + 1],
    ['that has become another one', process.pid],
  ])('of a program %s is taken over', async (_what, pid) => {
    const userData = await stage.newFolder();
    const lock = join(userData, 'SingletonLock');
    await symlink(`${hostname()}-${pid}`, lock);
    const { application } = await startOn(userData);
    // There is a moment without a lock between the old one and its own.
    const holder = () => readlink(lock).catch(() => '');
    await waitUntil('the lock is its own', async () => (await holder()) === `${hostname()}-${application.pid}`);
    expect(await readlink(lock)).not.toContain(String(pid));
  });
});

it.each([
  ['XDG_CONFIG_HOME', 'rel-config', 'it is ignored; the usual folder is used.'],
  ['XDG_DATA_HOME', 'rel-data', 'it is ignored; the usual folder is used.'],
  ['HOME', 'rel-home', "which is your home folder in this computer's user database."],
])(
  'a variable %s that is no whole path does not count, which is said, and nothing is left there',
  async (name, value, words) => {
    const before = await readdir(projectRoot);
    const { application, words: said } = await startOn(undefined, { [name]: value });
    await runsOn(ordinary);
    await waitUntil('it is said', () => said().includes(words));
    expect(said()).toContain(`${name} is "${value}", which is not an absolute path`);
    await application.stop();
    expect(await readdir(projectRoot)).toEqual(before);
  },
);

it.each([
  ['below a file', (root: string) => join(root, 'file/state'), 'a file is where a folder should be'],
  ['nowhere', () => '/proc/axiom-token-manager/state', 'it is not there and cannot be made there'],
])('a folder for locks %s is said at the start, and the app runs', async (_what, make, reason) => {
  const root = await stage.newFolder();
  await writeFile(join(root, 'file'), '');
  const state = make(root);
  const { application, words } = await startWith([`--user-data-dir=${join(root, 'data')}`], {}, state);
  const note = `Nothing can be refreshed, because the folder for locks, ${state}, cannot be used: ${reason}.`;
  await waitUntil('it is said', () => words().includes(note));
  expect(await logOf(join(root, 'data'))).toContain(note);
  await application.stop();
  expect(await application.exited).toBe(0);
});

it.each([
  ['none is named', undefined, 'DISPLAY is not set'],
  ['an empty one is named', '', 'DISPLAY is not set'],
  ['the named one is not there', ':98765', 'DISPLAY is ":98765", and nothing is there'],
])('without a screen it ends in words: %s', async (_what, DISPLAY, why) => {
  const { code, words } = await refusalOn(await stage.newFolder(), { DISPLAY });
  expect(code).toBe(1);
  expect(words).toContain(`There is no screen to show the window on: ${why}.`);
});
