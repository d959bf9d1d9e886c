// The folder for locks and journals: the app uses the given one, never the real one of the user who runs the tests, and reports when it cannot.
import { createHash } from 'node:crypto';
import { chmod, lstat, readdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { placeHash } from '../../main/adapters/places/place-hash';
import { stateDirectoryIn } from '../../main/adapters/places/state-folder';
import { startApplication } from '../../build/virtual-desktop/application.mjs';
import { projectRoot } from '../../build/project-root.mjs';
import { electronExecutable, stateDirectoryOn } from './support/app-under-test';
import { savedFingerprint, tokensInKeychain, waitForNewPair } from './support/keychain-entry';
import { headline, signInByForm } from './support/sign-in-by-form';
import { signedInBefore } from './support/signed-in-before';
import { openStage, type Stage } from './support/stage';

const REAL = stateDirectoryIn(userInfo().homedir, process.platform);
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.reset());
afterAll(() => stage?.dispose());

/** The state of the real folder: its files with their modification times. */
async function realFolder(): Promise<readonly string[]> {
  const names = await readdir(REAL).catch((): string[] => ['none']);
  const times = await Promise.all(names.map((name) => lstat(join(REAL, name)).catch(() => undefined)));
  return names.map((name, at) => `${name} ${times[at]?.ctimeMs}`);
}

test('a sign-in and a refresh use the folder of the desktop, and leave the real one as it is', async () => {
  const { simulator, desktop } = stage;
  const before = await realFolder();
  const app = await stage.start();
  const page = await app.page();
  await signInByForm(page, simulator);
  const saved = await savedFingerprint(desktop);
  const { refreshToken = '' } = (await tokensInKeychain(desktop)) ?? {};
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await waitForNewPair(desktop, () => simulator.currentTokens(), saved);
  await app.quit();
  const [entry, list] = ['keychain:default', `index:${join(app.userDataDirectory, 'profiles.json')}`].map(placeHash);
  const token = placeHash(`refresh-token:${createHash('sha256').update(refreshToken).digest('hex').slice(0, 2)}`);
  const names = new Set(await readdir(stateDirectoryOn(desktop)));
  expect(names).toEqual(
    new Set([`${entry}.changed`, `${entry}.lock`, `${list}.lock`, `${token}.lock`, 'spent-tokens-000001.txt']),
  );
  expect(await readdir(app.userDataDirectory)).not.toEqual(expect.arrayContaining(['locks']));
  expect(await realFolder()).toEqual(before);
});

test('while others can write to the folder, nothing is refreshed, the tokens stay, and the window says why', async () => {
  const { simulator, desktop } = stage;
  const app = await stage.start({ userDataDirectory: await signedInBefore(stage) });
  const page = await app.page();
  await headline(page, 'Healthy');
  const directory = stateDirectoryOn(desktop);
  await chmod(directory, 0o777);
  const asked = simulator.requests.length;
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await page.getByText(`Other users of this computer can write to the folder ${directory}.`).first().waitFor();
  expect(simulator.requests.length).toBe(asked);
  await chmod(directory, 0o700);
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expect.poll(() => simulator.requests.length).toBeGreaterThan(asked);
  await headline(page, 'Healthy');
});

test('a folder that is not an absolute path ends the start with exit code 1 and a message', async () => {
  const application = startApplication({
    executable: await electronExecutable(),
    args: [projectRoot, `--user-data-dir=${await stage.newFolder()}`, '--state-directory=state'],
    env: { ...stage.desktop.env, ...stage.simulator.env },
  });
  let words = '';
  application.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  application.stdout.resume();
  expect(await application.exited).toBe(1);
  for (const part of ['--state-directory=state', 'Give the absolute path']) expect(words).toContain(part);
});
