// The app's window stays the app's window: where a page could leave it without being asked for leave, it is brought back.
import { expect, onTestFinished, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { callFromPage } from './support/calls-from-page';
import { openStage } from './support/stage';
import { logText } from './support/window-of-app';

const APP_URL = 'app://bundle/index.html';

test.each(['about:blank', 'about:blank#x'])('a page that goes to %s comes back, and works', async (url) => {
  const stage = await openStage();
  onTestFinished(() => stage.dispose());
  const app = await stage.start();
  const page = await app.page();
  await page.evaluate((target) => {
    location.href = target;
  }, url);
  await waitUntil('it was brought back', async () => (await logText(app.userDataDirectory)).includes('brought back'));
  await page.waitForURL(APP_URL);
  await page.getByRole('button', { name: 'Sign in with a browser window' }).waitFor();
  expect((await callFromPage(page, 'getSnapshot', undefined)).ok).toBe(true);
});
