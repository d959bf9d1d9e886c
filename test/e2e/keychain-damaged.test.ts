// A keychain entry that the app cannot use, damaged or another server's: the window explains it, and the entry stays until the person decides.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { encodeTokenRecord } from '../../main/core/tokens/token-record';
import { makeRecord } from '../support/make-record';
import { answerDialogs } from './support/answer-dialogs';
import { callFromPage, profileFromMain } from './support/calls-from-page';
import { waitForTokensInKeychain } from './support/keychain-entry';
import { entryMark, writeRawEntry } from './support/keychain-raw-entry';
import { headline, signInByForm } from './support/sign-in-by-form';
import { openStage, type Stage } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.reset());
afterAll(() => stage?.dispose());

it.each([
  ['a text that is no record', 'neither JSON nor a token'],
  ['a record of which half is missing', '{"v":1,"access_token":"abc"'],
  ['a record of a later version', JSON.stringify({ v: 2, access_token: 'a.b.c', refresh_token: 'd.e.f' })],
])(
  '%s: says that the saved sign-in is damaged, and leaves the entry until a sign-in replaces it',
  async (_what, text) => {
    await writeRawEntry(stage.desktop, text);
    const damaged = await entryMark(stage.desktop);
    const app = await stage.start();
    const page = await app.page();
    await headline(page, 'Saved sign-in is damaged');
    await app.tray.waitForIcon('triangle-bad');
    expect(await page.locator('.page').innerText()).not.toContain(text);
    await callFromPage(page, 'retryStorage', { profileId: 'default' });
    await callFromPage(page, 'refreshNow', { profileId: 'default' });
    expect(await entryMark(stage.desktop)).toBe(damaged);
    await app.quit();
    expect(await entryMark(stage.desktop)).toBe(damaged);

    const again = await stage.start({ userDataDirectory: app.userDataDirectory });
    const pageAgain = await again.page();
    await headline(pageAgain, 'Saved sign-in is damaged');
    await pageAgain.getByRole('button', { name: 'Sign in again' }).click();
    expect(await entryMark(stage.desktop)).toBe(damaged);
    await signInByForm(pageAgain, stage.simulator);
    await waitForTokensInKeychain(stage.desktop, () => stage.simulator.currentTokens());
  },
);

it("another server's tokens are neither used, nor sent, nor overwritten, whatever is pressed", async () => {
  const record = makeRecord(3, Date.now(), { origin: 'http://127.0.0.1:9' });
  await writeRawEntry(stage.desktop, encodeTokenRecord(record).expose());
  const before = await entryMark(stage.desktop);
  const app = await stage.start();
  const page = await app.page();
  await page
    .getByText(/belong to http:\/\/127\.0\.0\.1:9/)
    .first()
    .waitFor();
  const text = JSON.stringify(stage.simulator.openSession());
  const pasted = await callFromPage(page, 'signInWithTokens', { profileId: 'default', text });
  expect(pasted).toMatchObject({ ok: false, failure: { code: 'WRONG_ORIGIN' } });
  await answerDialogs(app.electronApp, { button: 1 });
  for (const name of ['refreshNow', 'copyAccessToken', 'retryStorage', 'signOut'] as const) {
    await callFromPage(page, name, { profileId: 'default' });
  }
  await callFromPage(page, 'clearTokens', { profileIds: ['default'] });
  expect(await profileFromMain(page)).toMatchObject({ token: 'none' });
  await app.quit();
  expect(await entryMark(stage.desktop)).toBe(before);
  expect(stage.simulator.requests.filter(({ call }) => call === 'refresh')).toEqual([]);
});
