// `axiom-tokens watch` and `exec --token-file` without the app: what other commands change is seen at once, not when the token is due for its next refresh.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type AxiomSimulator, startAxiomSimulator } from '../axiom-simulator/axiom-simulator';
import { type LoneCommands, type LonePlace, openLoneCommands } from '../support/command-line/lone-commands';
import { temporaryFolder } from '../support/temporary-folder';
import { waitUntil } from '../support/wait-until';

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
  const folder = await temporaryFolder();
  const env = { ...simulator.env, PATH: process.env['PATH'], XDG_RUNTIME_DIR: folder };
  const nowhere = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'no-bus')}` };
  place = { dataDirectory: join(folder, 'data'), stateDirectory: join(folder, 'state'), env: { ...env, ...nowhere } };
});

/** An account in a plain file. */
async function signedIn(): Promise<void> {
  const { code } = await call(['migrate', 'file', join(place.dataDirectory, '..', 'tokens.json'), '--yes']);
  expect(code).toBe(0);
  await signIn();
}

const call = (words: readonly string[], stdin = '') => commands.run(place, words, { stdin }).ended;

async function signIn(): Promise<string> {
  const { accessToken, refreshToken } = simulator.openSession();
  const text = JSON.stringify({ access_token: accessToken, refresh_token: refreshToken });
  const { code, stderr } = await call(['login', '--tokens', '-', '--yes'], text);
  expect([code, stderr]).toEqual([0, '']);
  return (await call(['token'])).stdout.trim();
}

// Many programs one after the other, which takes time on a busy machine.
describe('without the app', { timeout: 90_000 }, () => {
  it('watch prints new tokens, a sign-out, and a pause by other commands', async () => {
    await signedIn();
    // Its stdin stays open: its end would end it.
    const { child, ended } = commands.run(place, ['watch'], { keepsStdin: true });
    onTestFinished(() => void child.kill());
    let printed = '';
    child.stdout?.on('data', (part: Buffer) => (printed += part.toString()));
    const lines = () =>
      printed
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { type: string; access_token?: string });
    const until = (type: string, count: number) =>
      waitUntil(`${count} lines with a ${type}`, () => lines().filter((line) => line.type === type).length >= count);
    await until('token', 1);
    const token = await signIn();
    await until('token', 2);
    expect(lines().at(-1)?.access_token).toBe(token);
    expect((await call(['pause'])).code).toBe(0);
    await until('paused', 1);
    expect((await call(['logout', '--yes'])).code).toBe(0);
    await until('state', 1);
    child.kill();
    await ended;
  });

  it('the token file of exec gets the token of a new sign-in', async () => {
    await signedIn();
    const script = 'echo "$AXIOM_TOKEN_FILE"; exec sleep 60';
    const { child } = commands.run(place, ['exec', '--token-file', '--', 'sh', '-c', script], { keepsStdin: true });
    onTestFinished(() => void child.kill());
    const [path] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    const content = async () => (await readFile(path.toString().trim(), 'utf8')).trim();
    const before = await content();
    const token = await signIn();
    await waitUntil('the new token in the file', async () => (await content()) !== before);
    expect(await content()).toBe(token);
  });
});
