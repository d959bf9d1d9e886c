// Programs at the socket of the real app, and the consent prompt: one prompt for any number of waiting requests, answered by keyboard, closed by Escape, when nobody waits,
// when the account is removed, and never shown while the screen is locked. Decisions appear in the window and in the trail.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BrokerClient, connectBroker } from '../../main/handout/broker/client';
import { NOT_LIVE_MS } from '../../preload/contract/prompt-view';
import { endBlocks } from '../support/end-blocks';
import { type NotificationHost, startNotificationHost } from '../support/notification-host';
import { waitUntil } from '../support/wait-until';
import { answerDialogs } from './support/answer-dialogs';
import { callFromPage } from './support/calls-from-page';
import { startRecordingWebServer } from './support/recording-web-server';
import { headline } from './support/sign-in-by-form';
import { signedInBefore } from './support/signed-in-before';
import { socketOfApp } from './support/socket-of-app';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { savePictures } from './support/window-of-app';

const client = { name: 'test', version: '1' };
let stage: Stage;
let app: StartedApp;
let page: Page;
let notifications: NotificationHost;
let path: string;

beforeAll(async () => {
  stage = await openStage();
  const { desktop } = stage;
  notifications = await startNotificationHost(desktop.busAddress);
  app = await stage.start({ userDataDirectory: await signedInBefore(stage) });
  page = await app.page();
  await headline(page, 'Healthy');
  path = await socketOfApp(app, desktop);
});
afterAll(async () => {
  notifications?.dispose();
  await stage?.dispose();
});

const connect = (): Promise<BrokerClient> => connectBroker({ path, client });
const promptNow = (): Page | undefined =>
  app.electronApp.windows().find((each) => each.url().endsWith('/consent-prompt.html'));

async function prompt(): Promise<Page> {
  await waitUntil('the prompt is there', () => promptNow() !== undefined);
  const shown = promptNow();
  if (!shown) throw new Error('unreachable');
  shown.setDefaultTimeout(20_000);
  await shown.locator('h1').waitFor();
  return shown;
}
const noPrompt = (): Promise<void> => waitUntil('the prompt is gone', () => promptNow() === undefined);
const live = (shown: Page): Promise<unknown> => shown.locator('button:not([aria-disabled])').first().waitFor();

/** The page may be gone before the key is released. */
const lastKey = (shown: Page, key: string): Promise<void> => shown.keyboard.press(key).catch(() => undefined);

/** A press that closes the page: it may be gone before the press has ended; the test checks the effect. */
const lastPress = (shown: Page, name: string): Promise<void> =>
  shown
    .getByRole('button', { name, exact: true })
    .click()
    .catch((error: unknown) => {
      if (!shown.isClosed()) throw error;
    });

/** The result of a call: "token", or its error code. */
const outcome = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'token',
    (error: Error & { code?: string }) => error.code ?? error.message,
  );

/** What a script in the prompt can reach: requests that arrive, and addresses of this computer that it learns. */
async function reached(shown: Page): Promise<{ paths: readonly string[]; candidates: readonly string[] }> {
  const web = await startRecordingWebServer();
  try {
    const candidates = await shown.evaluate(async (origin) => {
      const found: string[] = [];
      void fetch(`${origin}/fetch`, { mode: 'no-cors' }).catch(() => undefined);
      navigator.sendBeacon(`${origin}/beacon`, 'x');
      new Image().src = `${origin}/image`;
      document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: `${origin}/link` }));
      const connection = new RTCPeerConnection();
      const gathered = new Promise<void>((resolve) => {
        connection.onicecandidate = ({ candidate }) => {
          if (candidate === null) resolve();
          else found.push(candidate.candidate);
        };
        setTimeout(resolve, 2_000);
      });
      connection.createDataChannel('out');
      await connection.setLocalDescription(await connection.createOffer());
      await gathered;
      connection.close();
      await new Promise((resolve) => setTimeout(resolve, 500));
      return found;
    }, web.origin);
    return { paths: [...web.paths], candidates };
  } finally {
    await web.dispose();
  }
}

/** Decides about the program and forgets it, so that the next question is asked. */
async function beAskedAnew(broker: BrokerClient): Promise<void> {
  const { entries } = await broker.call('trail.query', { event: 'refused', most: 1 });
  const consumer = entries[0]?.consumer.programId ?? '';
  // A blocked program may not even block.
  await endBlocks(app.userDataDirectory);
  await broker.call('consumers.block', { consumer });
  await endBlocks(app.userDataDirectory);
}

test('with "Allow, notify me" the first token causes a notification that leads to the programs, the second none', async () => {
  const broker = await connect();
  await broker.call('token.get', {});
  await broker.call('token.get', {});
  await waitUntil('the notification is shown', () => notifications.shown().length === 1);
  const [note] = notifications.shown();
  expect(note?.title).toMatch(/^main: “.+” got an access token$/);
  notifications.click(note?.id ?? 0);
  await page.getByRole('heading', { level: 1, name: 'Programs' }).waitFor();
  await page.getByText('Gets tokens, you were notified').waitFor();
  expect(notifications.count()).toBe(1);
  expect(promptNow()).toBeUndefined();
  await savePictures(page, 'programs');

  await page.getByRole('button', { name: /^Forget / }).click();
  await broker.call('token.get', {});
  await waitUntil('the second notification is shown', () => notifications.count() === 2);
  const [again] = notifications.shown();
  expect([again?.actions, again?.hints]).toEqual([
    ['default', 'Open', 'button', 'Block'],
    ['desktop-entry', 'image-data'],
  ]);
  notifications.press(again?.id ?? 0, 'Block');
  await waitUntil('it is blocked', () => notifications.shown().some(({ title }) => title.endsWith(' is blocked')));
  expect(await outcome(broker.call('token.get', {}))).toBe('DENIED');
  await page.getByRole('button', { name: /^Unblock / }).click();
  await broker.call('token.get', {});
  await page.getByText('Gets tokens, you were notified').waitFor();
  broker.close();
});

test('with "Ask me first" fifty requests of one program are one prompt, answered by the keyboard once for all', async () => {
  await page.getByLabel('Ask me first').check();
  await page.locator('.notice', { hasText: 'From now on you are asked before' }).waitFor();
  await page.getByRole('button', { name: /^Forget / }).click();
  const brokers = await Promise.all(Array.from({ length: 10 }, connect));
  const asked = brokers.flatMap((broker) =>
    Array.from({ length: 5 }, () => outcome(broker.call('token.get', { reason: 'daily <b>report</b>' }))),
  );
  const shown = await prompt();
  await shown.getByText('50 requests of this program wait for your answer.').waitFor();
  expect(app.electronApp.windows().filter((each) => each.url().endsWith('/consent-prompt.html'))).toHaveLength(1);
  expect(await shown.getByText('“daily <b>report</b>”').count()).toBe(1);
  expect(await shown.locator(':focus').textContent()).toBe('Not now');
  await savePictures(shown, 'consent-prompt');

  // The page can reach two functions, and no call of the main window.
  expect(
    await shown.evaluate(() => ({
      api: Object.keys((window as unknown as { consentPrompt: object }).consentPrompt),
      others: ['tokenManager', 'require', 'process'].filter((name) => name in window),
    })),
  ).toEqual({ api: ['onShow', 'answer'], others: [] });
  // A script in the page cannot answer, because nobody has pressed anything.
  await live(shown);
  await shown.evaluate(() => {
    const { consentPrompt } = window as unknown as {
      consentPrompt: { answer(question: number, answer: string): void };
    };
    for (let question = 0; question < 5; question++) consentPrompt.answer(question, 'always');
  });
  await shown.getByText('50 requests of this program wait for your answer.').waitFor();

  await shown.keyboard.press('Shift+Tab');
  expect(await shown.locator(':focus').textContent()).toBe('Always for this program');
  await lastKey(shown, 'Enter');
  await noPrompt();
  expect(new Set(await Promise.all(asked))).toEqual(new Set(['token']));
  const [first] = brokers;
  if (!first) throw new Error('unreachable');
  expect(await outcome(first.call('token.get', {}))).toBe('token');
  expect(promptNow()).toBeUndefined();
  const { consents } = await first.call('consumers.list', {});
  expect(consents).toMatchObject([{ decision: 'allow', scope: 'always', by: 'person' }]);
  await page.getByText('Always allowed').waitFor();
  for (const broker of brokers) broker.close();
});

test('keys typed for another window decide nothing; Escape and closing the window mean "not now"', async () => {
  await page.getByRole('button', { name: /^Forget / }).click();
  const broker = await connect();
  const asked = outcome(broker.call('token.get', {}));
  const shown = await prompt();
  const fromMs = await shown.evaluate(() => performance.now());
  for (let count = 0; count < 12; count++) await shown.keyboard.press(count % 2 ? 'Enter' : 'Tab');
  const isLive = (await shown.locator('button[aria-disabled]').count()) === 0;
  const tookMs = (await shown.evaluate(() => performance.now())) - fromMs;
  // On a slow computer the prompt may have taken a later key, which then meant "not now".
  if (tookMs < NOT_LIVE_MS) expect(isLive).toBe(false);
  await live(shown);
  await lastKey(shown, 'Escape');
  expect(await asked).toBe('NOT_ANSWERED');
  await noPrompt();
  // A program that keeps asking does not interrupt again.
  await expect(broker.call('token.get', {})).rejects.toThrow(/^Nobody answered the last question about this program/);
  expect(promptNow()).toBeUndefined();

  await beAskedAnew(broker);
  const again = outcome(broker.call('token.get', {}));
  await prompt();
  await app.electronApp.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((each) => each.webContents.getURL().endsWith('/consent-prompt.html'))
      ?.close(),
  );
  expect(await again).toBe('NOT_ANSWERED');
  await noPrompt();
  expect((await broker.call('consumers.list', {})).consents).toEqual([]);
  await beAskedAnew(broker);
  broker.close();
});

test('a client that disconnects closes its prompt', async () => {
  const broker = await connect();
  const asked = outcome(broker.call('token.get', {}));
  await prompt();
  broker.close();
  expect(await asked).not.toBe('token');
  await noPrompt();
});

test('while the screen is locked nobody is asked, and an open prompt is closed', async () => {
  const broker = await connect();
  const open = outcome(broker.call('token.get', {}));
  await prompt();
  await app.electronApp.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'));
  expect(await open).toBe('NOT_ANSWERED');
  await noPrompt();
  await app.electronApp.evaluate(({ powerMonitor }) => {
    Object.assign(powerMonitor, { getSystemIdleState: () => 'locked' });
  });
  expect(await outcome(broker.call('token.get', {}))).toBe('NOT_ANSWERED');
  expect(promptNow()).toBeUndefined();
  await app.electronApp.evaluate(({ powerMonitor }) => {
    Object.assign(powerMonitor, { getSystemIdleState: () => 'active' });
  });
  broker.close();
});

test('the refresh token is asked about every time, in other words; a block ends it', async () => {
  const broker = await connect();
  const first = outcome(broker.call('token.get', { kinds: ['access', 'refresh'] }));
  const shown = await prompt();
  await shown.getByText('The refresh token', { exact: true }).waitFor();
  expect(await shown.getByRole('button').allTextContents()).toEqual([
    ...['Allow once', 'Not now', 'Block for an hour', 'Block'],
  ]);
  await live(shown);
  await lastPress(shown, 'Allow once');
  expect(await first).toBe('token');
  const second = outcome(broker.call('token.get', { kinds: ['access', 'refresh'] }));
  const shownAgain = await prompt();
  await live(shownAgain);
  await lastPress(shownAgain, 'Block');
  expect(await second).toBe('DENIED');
  await noPrompt();
  broker.close();
});

test('the trail has all of it, and shows which programs had a token', async () => {
  await page.getByRole('button', { name: 'What they were given' }).click();
  await page.getByText(/^50 times until /).waitFor();
  await page.getByText('Refresh token over the socket').first().waitFor();
  await page.getByText('Access token refused').first().waitFor();
  await savePictures(page, 'trail');
  await page
    .getByRole('button', { name: /^Which programs had the token / })
    .first()
    .click();
  const given = page.getByText(/^The token [0-9a-f]{8} was given to: /);
  await given.waitFor();
  expect(await given.textContent()).toContain('vitest');
});

test('the prompt of an account that is removed meanwhile closes', async () => {
  const added = await callFromPage(page, 'addProfile', { name: 'hedge' });
  if (!added.ok) throw new Error(added.failure.message);
  const { profileId } = added.value;
  const broker = await connect();
  await broker.call('consumers.policy', { profile: profileId, policy: 'ask' }, { timeoutMs: 20_000 });
  const asked = outcome(broker.call('token.get', { profile: profileId, waitMs: 60_000 }, { timeoutMs: 30_000 }));
  const shown = await prompt();
  await shown.getByText('of “hedge”').waitFor();
  await answerDialogs(app.electronApp, { button: 1 });
  expect((await callFromPage(page, 'removeProfile', { profileId })).ok).toBe(true);
  await noPrompt();
  expect(await asked).toBe('TOKEN_NOT_FOUND');
  broker.close();
});

test('a script in the prompt reaches no network; a prompt that it makes leave its page is closed, which is "not now", and the next question is shown', async () => {
  const added = await callFromPage(page, 'addProfile', { name: 'arb' });
  if (!added.ok) throw new Error(added.failure.message);
  const { profileId: profile } = added.value;
  expect((await callFromPage(page, 'askAboutPrograms', { profileId: profile })).ok).toBe(true);
  const broker = await connect();
  await beAskedAnew(broker);
  const first = outcome(broker.call('token.get', {}));
  const shown = await prompt();
  const second = outcome(broker.call('token.get', { profile, waitMs: 60_000 }, { timeoutMs: 60_000 }));
  expect(await reached(shown)).toEqual({ paths: [], candidates: [] });
  await shown.evaluate(() => void setTimeout(() => (location.href = 'about:blank')));
  expect(await first).toBe('NOT_ANSWERED');
  await waitUntil('the next one is there', () => promptNow() !== undefined && promptNow() !== shown);
  const next = await prompt();
  await next.getByText('of “arb”').waitFor();
  await next.evaluate(() => void setTimeout(() => history.pushState({}, '', '#gone')));
  expect(await second).toBe('NOT_ANSWERED');
  await noPrompt();
  broker.close();
});
