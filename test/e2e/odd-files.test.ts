// Special files: pipes without a writer and endless devices, chosen by a person or in place of the app's own files. Nothing hangs because of them.
import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { answerDialogs } from './support/answer-dialogs';
import { callFromPage, longestRoundTripMs, signInByPaste } from './support/calls-from-page';
import { followTimers, passSecondsUntil } from './support/pass-time';
import { headline } from './support/sign-in-by-form';
import { openStage, type Stage } from './support/stage';

/** Without a limit, a pipe used to block the main process for ever. */
const FROZEN_MS = 2_000;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.dispose());

async function makePipe(folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  execFileSync('mkfifo', [join(folder, name)]);
  return join(folder, name);
}

test.each(['pipe', 'device'])(
  'a %s that is chosen to be read is refused with a message; refreshing goes on, and the app quits',
  async (kind) => {
    const app = await stage.start();
    await followTimers(app);
    onTestFinished(() => stage.reset());
    const page = await app.page();
    await signInByPaste(page, stage.simulator);
    const path = kind === 'device' ? '/dev/zero' : await makePipe(await stage.newFolder(), 'tokens.env');
    await answerDialogs(app.electronApp, { open: path });
    const imports = Array.from({ length: 5 }, () =>
      callFromPage(page, 'importTokens', { profileId: 'default', source: 'file' }),
    );
    const opening = callFromPage(page, 'chooseBackup', undefined);
    expect(await longestRoundTripMs(page)).toBeLessThan(FROZEN_MS);
    expect(await callFromPage(page, 'refreshNow', { profileId: 'default' })).toMatchObject({ ok: true });
    let answered = 0;
    const outcomes = [...imports, opening];
    for (const outcome of outcomes) void outcome.finally(() => answered++);
    await passSecondsUntil(app, 'all are answered', () => answered === outcomes.length);
    for (const outcome of await Promise.all(outcomes))
      expect(outcome).toMatchObject({ ok: false, failure: { message: expect.stringContaining(path) } });
    await headline(page, 'Healthy');
    await app.quit();
  },
);

test('a pipe that a program writes to is read as a file is', async () => {
  const app = await stage.start();
  onTestFinished(() => stage.reset());
  const page = await app.page();
  const path = await makePipe(await stage.newFolder(), 'tokens.env');
  const { accessToken, refreshToken } = stage.simulator.openSession();
  execFileSync('sh', ['-c', 'printf "%s\\n%s\\n" "$A" "$R" > "$P" &'], {
    env: { A: accessToken, R: refreshToken, P: path },
    stdio: 'ignore',
  });
  await answerDialogs(app.electronApp, { open: path, button: 1 });
  const imported = await callFromPage(page, 'importTokens', { profileId: 'default', source: 'file' });
  expect(imported).toEqual({ ok: true, value: { profileId: 'default' } });
  await headline(page, 'Healthy');
});

test('pipes in place of the list of accounts, the settings and the log: the window opens, and the app quits', async () => {
  const userDataDirectory = await stage.newFolder();
  for (const name of ['profiles.json', 'preferences.json', 'preferences.last-good.json'])
    await makePipe(userDataDirectory, name);
  await makePipe(join(userDataDirectory, 'logs'), 'axiom-token-manager.log');
  const app = await stage.start({ userDataDirectory });
  const page = await app.page();
  await page
    .getByText(/profiles\.json could not be read: it is not an ordinary file/)
    .first()
    .waitFor();
  expect(await longestRoundTripMs(page)).toBeLessThan(FROZEN_MS);
  expect(await callFromPage(page, 'changePreferences', { theme: 'dark' })).toMatchObject({
    ok: false,
    failure: { message: expect.stringContaining('preferences.json could not be read') },
  });
  await app.quit();
});
