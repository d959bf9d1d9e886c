// The core in the real app, with its network and keychain: automatic refresh in the background; "offline" and "refused" are different states; a token that still works is handed out, and the keychain entry
// stays whatever the server says.
import { test, type TestContext } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { answerDialogs } from './support/answer-dialogs';
import { fingerprint, savedFingerprint, tokensInKeychain, waitForNewPair } from './support/keychain-entry';
import { followTimers, passSecondsUntil } from './support/pass-time';
import { headline, signInByForm } from './support/sign-in-by-form';
import { signedInBefore } from './support/signed-in-before';
import { fillInSite, signInPage } from './support/sign-in-window';
import { openStage, type Stage } from './support/stage';
import { lifeOf } from './support/token-life';
import { clipboardText, closeWindow, savePictures, visibleTitles } from './support/window-of-app';

/** A separate stage for each test: these tests mostly wait for times, so they wait in parallel. */
async function ownStage(onTestFinished: TestContext['onTestFinished']): Promise<Stage> {
  const stage = await openStage();
  onTestFinished(() => stage.dispose());
  return stage;
}

test.concurrent('with the server down it is offline until its token expires, which can be copied until then; afterwards it recovers automatically', async ({
  expect,
  onTestFinished,
}) => {
  const stage = await ownStage(onTestFinished);
  const { simulator, desktop } = stage;
  const app = await stage.start({ userDataDirectory: await signedInBefore(stage) });
  const page = await app.page();
  await headline(page, 'Healthy');
  const before = await savedFingerprint(desktop);
  await simulator.stop();
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await headline(page, /^Offline, working until \d/);
  const tray = await app.tray.waitForIcon('ring-alert-attention');
  expect(tray.tooltip).toMatch(/^main: offline, working until \d\d[:.]\d\d/);
  expect(await page.locator('.notice').textContent()).toContain('Axiom cannot be reached.');
  // "Now" while it tries again.
  await expect.poll(() => page.locator('.facts').textContent()).toMatch(/Refreshes.*(in \d+\ss|Any moment)/);
  await savePictures(page, 'offline');

  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.locator('.copied').waitFor();
  const isCopied = (await clipboardText(app.electronApp)) === (await tokensInKeychain(desktop))?.accessToken;
  expect(isCopied).toBe(true);
  expect(await savedFingerprint(desktop)).toEqual(before);

  await simulator.start();
  // No interaction from here on.
  await headline(page, 'Healthy', 60_000);
  await app.tray.waitForIcon('ring-check-good');
  await waitForNewPair(desktop, () => simulator.currentTokens(), before);
});

test.concurrent('refused twice, it says "Sign in again", hands out the token until it expires, and does not change the keychain entry', async ({
  expect,
  onTestFinished,
}) => {
  const stage = await ownStage(onTestFinished);
  const { simulator, desktop } = stage;
  const app = await stage.start({ userDataDirectory: await signedInBefore(stage) });
  await followTimers(app);
  const page = await app.page();
  await headline(page, 'Healthy');
  const before = await savedFingerprint(desktop);
  simulator.switches.isRefusingRefresh = true;
  const asked = simulator.requests.length;
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await headline(page, /^Refused once, checking again at \d/);
  await page.locator('.notice').filter({ hasText: 'Axiom refused the refresh once.' }).waitFor();
  // A single refusal may be the server's mistake; it is asked again half a minute later.
  await passSecondsUntil(app, 'it is asked again', () => simulator.requests.length - asked > 1);
  await headline(page, 'Sign in again');
  expect(simulator.requests.length - asked).toBe(2);
  await app.tray.waitForIcon('triangle-bad');
  expect(await savedFingerprint(desktop)).toEqual(before);
  await savePictures(page, 'sign-in-again');

  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.locator('.copied').waitFor();
  const isCopied = (await clipboardText(app.electronApp)) === (await tokensInKeychain(desktop))?.accessToken;
  expect(isCopied).toBe(true);
  expect(await savedFingerprint(desktop)).toEqual(before);
});

test.concurrent('a browser check in place of a refresh asks for the browser window, and after passing it there all is healthy again', async ({
  expect,
  onTestFinished,
}) => {
  const stage = await ownStage(onTestFinished);
  const { simulator, desktop } = stage;
  const app = await stage.start({ userDataDirectory: await signedInBefore(stage) });
  await followTimers(app);
  const page = await app.page();
  await headline(page, 'Healthy');
  const before = await savedFingerprint(desktop);
  simulator.switches.fault = { kind: 'challenge' };
  await app.tray.click('Refresh now');
  await headline(page, 'Axiom wants a browser check');
  await app.tray.waitForIcon('triangle-bad');
  expect(await savedFingerprint(desktop)).toEqual(before);

  await answerDialogs(app.electronApp, { button: 1 });
  await page.getByRole('button', { name: 'Open the sign-in window' }).click();
  await fillInSite(await signInPage(app, simulator), simulator);
  await headline(page, 'Healthy');
  const signedInAgain = await savedFingerprint(desktop);
  expect(signedInAgain).toEqual(fingerprint(simulator.currentTokens()));
  // Programs are still challenged; the app's own requests send the clearance cookie from the browser window.
  const granted = simulator.refreshCount;
  await passSecondsUntil(app, 'a refresh is granted', async () => {
    // A press within 5 s of the last try sends nothing.
    await app.tray.click('Refresh now');
    return simulator.refreshCount > granted;
  });
  await waitForNewPair(desktop, () => simulator.currentTokens(), signedInAgain);
  await headline(page, 'Healthy');
});

test.concurrent('with its window closed to the tray the app refreshes automatically at half of the token’s lifetime', async ({
  expect,
  onTestFinished,
}) => {
  const stage = await ownStage(onTestFinished);
  const { simulator, desktop } = stage;
  const lifetimeMs = 20_000;
  simulator.switches.accessLifetimeMs = lifetimeMs;
  const app = await stage.start();
  await signInByForm(await app.page(), simulator);
  const before = await tokensInKeychain(desktop);
  const { issuedAtMs } = lifeOf(before?.accessToken ?? '');

  await closeWindow(app.electronApp, 'app://');
  await waitUntil('no window is on the screen', async () => (await visibleTitles(app.electronApp)).length === 0);
  const refreshes = simulator.refreshCount;
  await waitUntil('the server has granted a refresh', () => simulator.refreshCount > refreshes, lifetimeMs);
  const ageMs = Date.now() - issuedAtMs;
  // Token times are whole seconds; jitter is at most a fortieth of the token's life.
  expect(ageMs).toBeGreaterThanOrEqual(lifetimeMs / 2);
  expect(ageMs).toBeLessThan(lifetimeMs / 2 + lifetimeMs / 40 + 3_000);
  await waitForNewPair(desktop, () => simulator.currentTokens(), fingerprint(before));
  await app.tray.waitForIcon('ring-check-good');

  await app.tray.activate();
  await waitUntil('the window is back', async () => (await visibleTitles(app.electronApp)).length === 1);
  await headline(await app.page(), 'Healthy');
});

test.concurrent('a clock that is a day behind is reported, the token’s expiry follows the server’s time, and the note disappears when both agree again', async ({
  expect,
  onTestFinished,
}) => {
  const stage = await ownStage(onTestFinished);
  const { simulator } = stage;
  simulator.switches.clockOffsetMs = 86_400_000;
  const app = await stage.start();
  const page = await app.page();
  await signInByForm(page, simulator);
  await headline(page, 'Healthy');
  const note = page.locator('.notice').filter({ hasText: 'This computer’s clock is 1 day behind.' });
  await note.waitFor();
  await savePictures(page, 'clock-behind');
  simulator.switches.clockOffsetMs = 0;
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await note.waitFor({ state: 'detached' });
  await headline(page, 'Healthy');
  expect(await page.locator('.notice').count()).toBe(0);
});
