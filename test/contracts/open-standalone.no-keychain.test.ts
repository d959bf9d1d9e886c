// A server without a keychain: from nothing to a signed-in account by the commands that the messages name.
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type AxiomSimulator, startAxiomSimulator } from '../axiom-simulator/axiom-simulator';
import { type LoneCommands, type LonePlace, openLoneCommands } from '../support/command-line/lone-commands';
import { temporaryFolder } from '../support/temporary-folder';

let commands: LoneCommands;
let simulator: AxiomSimulator;
let place: LonePlace;

beforeAll(async () => {
  commands = await openLoneCommands();
});
afterAll(() => commands.dispose());

beforeEach(async () => {
  simulator = await startAxiomSimulator();
  onTestFinished(() => simulator.stop());
  place = await onServer();
});

async function onServer(): Promise<LonePlace> {
  const folder = await temporaryFolder();
  const nowhere = `unix:path=${join(folder, 'no-bus')}`;
  const env = { ...simulator.env, DBUS_SESSION_BUS_ADDRESS: nowhere, XDG_RUNTIME_DIR: folder };
  return { dataDirectory: join(folder, 'data'), stateDirectory: join(folder, 'state'), env };
}

const call = (words: readonly string[], stdin?: string) =>
  commands.run(place, words, stdin === undefined ? {} : { stdin }).ended;

const listed = async (): Promise<readonly string[]> => {
  const { stdout } = await call(['profiles', 'list', '--json']);
  return (JSON.parse(stdout) as { profiles: readonly { name: string }[] }).profiles.map(({ name }) => name);
};

function tokensText(): string {
  const { accessToken, refreshToken } = simulator.openSession();
  return JSON.stringify({ access_token: accessToken, refresh_token: refreshToken });
}

const signIn = (...words: readonly string[]) => call(['login', '--tokens', '-', '--yes', ...words], tokensText());

/** The commands that a message names, with a path in place of PATH. */
const commandsIn = (text: string, path: string): readonly string[][] =>
  (/another place with: (.*?)\.$/m.exec(text)?.[1] ?? '')
    .split(', then ')
    .map((line) => line.replace('PATH', path).split(' ').slice(1));

// Many programs one after the other, which takes time on a busy machine.
describe('without a keychain', { timeout: 90_000 }, () => {
  it.each([
    ['main', [], [['migrate', 'sealed-file', 'P']]],
    [
      'srv',
      ['--as', 'srv'],
      [
        ['profiles', 'add', 'srv'],
        ['migrate', 'sealed-file', 'P', '-p', 'srv'],
      ],
    ],
  ])('a sign-in that failed leaves no account, and names what lets %s sign in', async (name, as, named) => {
    const failed = await signIn(...as);
    expect([failed.code, failed.stdout, await listed()]).toEqual([8, '', []]);
    const path = join(place.dataDirectory, '..', 'tokens.json');
    expect(commandsIn(failed.stderr, 'P')).toEqual(named);
    for (const words of commandsIn(failed.stderr, path)) {
      const inFile = words.map((word) => (word === 'sealed-file' ? 'file' : word));
      expect((await call(inFile[0] === 'migrate' ? [...inFile, '--yes'] : inFile)).code).toBe(0);
    }
    const { code, stderr } = await signIn(...as);
    expect([code, stderr, await listed()]).toEqual([0, '', [name]]);
    expect((await call(['token'])).stdout).toBe(`${simulator.currentTokens()?.accessToken}\n`);
  });

  it('the first account may be called main, and one that was added can be removed by what its refusal names', async () => {
    for (const name of ['main', 'srv']) expect((await call(['profiles', 'add', name])).code).toBe(0);
    expect(await listed()).toEqual(['main', 'srv']);
    const refused = await call(['profiles', 'remove', 'srv', '--yes']);
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('sealed-file PATH -p srv, then remove'),
    ]);
    expect((await call(['migrate', 'sealed-file', join(place.dataDirectory, 's'), '-p', 'srv'])).code).toBe(2);
    expect((await call(['migrate', 'sealed-file', join(place.dataDirectory, '..', 's'), '-p', 'srv'])).code).toBe(0);
    expect((await call(['profiles', 'remove', 'srv', '--yes'])).code).toBe(0);
    expect(await listed()).toEqual(['main']);
  });

  it('a sealed file is made and opened with a passphrase from a file, where nobody can type', async () => {
    const folder = join(place.dataDirectory, '..');
    const [sealed, right, wrong] = ['s', 'right', 'wrong'].map((name) => join(folder, name));
    await writeFile(right ?? '', 'seven lamps by the river\n', { mode: 0o600 });
    await writeFile(wrong ?? '', 'something else entirely', { mode: 0o600 });
    await call(['migrate', 'sealed-file', sealed ?? '']);
    expect((await signIn()).code).toBe(8);
    expect(await signIn('--passphrase-file', right ?? '')).toMatchObject({ code: 0 });
    const without = await call(['token']);
    expect([without.code, without.stdout]).toEqual([8, '']);
    expect(without.stderr).toContain('--passphrase-file FILE');
    const mistaken = await call(['token', '--passphrase-file', wrong ?? '']);
    expect([mistaken.code, mistaken.stderr]).toEqual([8, expect.stringContaining('does not open')]);
    const token = `${simulator.currentTokens()?.accessToken}\n`;
    expect((await call(['token', '--passphrase-file', right ?? ''])).stdout).toBe(token);
    expect((await call(['refresh', '--if-within', '1s', '--passphrase-file', right ?? ''])).code).toBe(0);
    const run = [
      'exec',
      '--passphrase-file',
      right ?? '',
      '--',
      process.execPath,
      '-p',
      'process.env.AXIOM_ACCESS_TOKEN',
    ];
    expect((await call(run)).stdout).toBe(token);
  });

  it('beside a running app, no account and no place is changed: the app would not see it', async () => {
    expect((await call(['profiles', 'add', 'srv'])).code).toBe(0);
    const app = createServer();
    await new Promise<void>((resolve) => void app.listen(join(place.dataDirectory, 'SingletonSocket'), resolve));
    onTestFinished(() => void app.close());
    const list = join(place.dataDirectory, 'profiles.json');
    const before = await readFile(list, 'utf8');
    for (const words of [
      ['migrate', 'file', join(place.dataDirectory, '..', 'z.json'), '--yes'],
      ['profiles', 'add', 'other'],
      ['profiles', 'rename', 'srv', 'other'],
      ['profiles', 'remove', 'srv', '--yes'],
    ]) {
      const { code, stderr } = await call([...words, '--standalone']);
      expect([words, code, stderr]).toEqual([words, 2, expect.stringContaining('Leave --standalone out')]);
    }
    expect(await readFile(list, 'utf8')).toBe(before);
  });

  it('a restore names what lets it save each account, and leaves none without tokens', async () => {
    const folder = join(place.dataDirectory, '..');
    for (const name of ['main', 'srv']) {
      await call(['profiles', 'add', name]);
      await call(['migrate', 'file', join(folder, `${name}.json`), '-p', name, '--yes']);
      expect((await signIn('--as', name)).code).toBe(0);
    }
    const backup = join(folder, 'backup');
    const passphrase = 'seven lamps by the river';
    const made = ['backup', backup, '--passphrase-file', '-'];
    expect((await call(made, passphrase)).code).toBe(0);
    place = { ...(await onServer()), stateDirectory: place.stateDirectory };
    const restore = (...words: readonly string[]) =>
      call(['restore', backup, '--passphrase-file', '-', '--yes', ...words], passphrase);
    const failed = await restore();
    expect([failed.code, await listed()]).toEqual([8, []]);
    expect(failed.stderr).toContain('profiles add srv, then axiom-tokens migrate sealed-file PATH -p srv');
    expect(`${failed.stdout}${failed.stderr}`).toMatch(/keychain cannot be either.*migrate sealed-file PATH\.$/m);
    await call(['migrate', 'file', join(place.dataDirectory, '..', 'main.json'), '--yes']);
    await call(['profiles', 'add', 'srv']);
    await call(['migrate', 'file', join(place.dataDirectory, '..', 'srv.json'), '-p', 'srv', '--yes']);
    const { code, stderr } = await restore();
    expect([code, await listed()]).toEqual([0, ['main', 'srv']]);
    expect(stderr).not.toContain('Not restored');
  });
});
