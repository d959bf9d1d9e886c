// Two real apps with separate data folders on one keychain and one state folder. The simulator ends a sign-in when a used refresh token is sent again.
// For each delay of the server the tokens come near their expiry once: tokens of a minute, with simulated time for apps and server. AXIOM_EXPIRIES=8, as in
// `npm run test:two-apps`, waits for eight of them in real time, with tokens of 30 s: two minutes.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { answerDialogs } from './support/answer-dialogs';
import { callFromPage, profileFromMain, signInByPaste } from './support/calls-from-page';
import { fingerprint, hasKeychainEntry, savedFingerprint } from './support/keychain-entry';
import { followTimers, passSecondsForAllUntil } from './support/pass-time';
import { headline } from './support/sign-in-by-form';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { isExpiryOf } from './support/token-life';

const EXPIRIES = Number(process.env['AXIOM_EXPIRIES'] ?? 1);
/** Refreshed at half of it, and never sooner than 10 s after the last refresh. */
const LIFETIME_MS = EXPIRIES === 1 ? 60_000 : 30_000;
/** The step of the simulated time: shorter than the deadline of a call that may be in flight. */
const STEP_MS = 3_000;
/** The other app sees changes at once; the rest is for a busy machine. */
const SOON_MS = 10_000;

let stage: Stage;
let one: Page;
let two: Page;
let first: StartedApp;
let second: StartedApp;

beforeAll(async () => {
  stage = await openStage();
  stage.simulator.switches.accessLifetimeMs = LIFETIME_MS;
  first = await stage.start();
  one = await first.page();
  second = await stage.start();
  two = await second.page();
  if (EXPIRIES === 1) for (const app of [first, second]) await followTimers(app);
});
afterAll(() => stage?.dispose());

/** Whether app and keychain have the server's current pair. Tokens are compared by their expiry, which the window may know. */
async function isCurrent(page: Page): Promise<boolean> {
  const current = stage.simulator.currentTokens();
  const saved = await savedFingerprint(stage.desktop);
  if (!current || saved?.refresh !== fingerprint(current)?.refresh) return false;
  const { expiresAtMs, headline: shown } = await profileFromMain(page);
  return shown.kind === 'good' && isExpiryOf(current.accessToken, expiresAtMs);
}

const bothCurrent = () =>
  waitUntil('both apps have the current pair', async () => (await isCurrent(one)) && (await isCurrent(two)), SOON_MS);

/** Waits until the tokens are near their end and the server was asked for new ones. */
async function untilRefreshAsked(): Promise<void> {
  const { simulator } = stage;
  const before = simulator.refreshesAsked;
  const isAsked = (): boolean => simulator.refreshesAsked > before;
  const what = 'a refresh is asked for';
  if (EXPIRIES === 1) await passSecondsForAllUntil([first, second], simulator, what, isAsked, STEP_MS);
  else await waitUntil(what, isAsked, LIFETIME_MS);
}

test('a sign-in in one is used by the other at once', async () => {
  // Its first look at the keychain may still be in progress.
  await expect.poll(async () => (await profileFromMain(two)).headline.kind).toBe('none');
  await signInByPaste(one, stage.simulator);
  await headline(two, 'Healthy', SOON_MS);
  await bothCurrent();
  expect(stage.simulator.refreshesAsked).toBe(0);
});

test.each([0, 200, 1_500])(
  'a server that answers after %d ms is asked once an expiry, and both have the pair',
  { timeout: EXPIRIES * 60_000 },
  async (latencyMs) => {
    const { simulator } = stage;
    simulator.switches.latencyMs = latencyMs;
    for (let expiry = 1; expiry <= EXPIRIES; expiry++) {
      const [before, granted] = [simulator.refreshesAsked, simulator.refreshCount];
      await untilRefreshAsked();
      await waitUntil('a refresh is granted', () => simulator.refreshCount > granted);
      await bothCurrent();
      expect([simulator.refreshesAsked - before, simulator.refreshCount - granted]).toEqual([1, 1]);
    }
  },
);

test('a sign-out in one signs the other out, and the keychain stays empty', async () => {
  const { simulator, desktop } = stage;
  simulator.switches.latencyMs = 0;
  await answerDialogs(first.electronApp, { button: 1 });
  expect(await callFromPage(one, 'signOut', { profileId: 'default' })).toMatchObject({ ok: true });
  await Promise.all([one, two].map((page) => headline(page, 'Signed out', SOON_MS)));
  expect((await profileFromMain(two)).storage).toBe('saved');
  const before = simulator.refreshesAsked;
  await callFromPage(two, 'retryStorage', { profileId: 'default' });
  expect([await hasKeychainEntry(desktop), simulator.refreshesAsked]).toEqual([false, before]);
});

test('a move to a file in one signs the other out, which refreshes no copy any more', async () => {
  const { simulator, desktop } = stage;
  await signInByPaste(two, simulator);
  await headline(one, 'Healthy', SOON_MS);
  const path = join(await stage.newFolder(), 'tokens.json');
  await answerDialogs(second.electronApp, { save: path, button: 1 });
  expect(await callFromPage(two, 'chooseStorage', { profileId: 'default', kind: 'file' })).toMatchObject({ ok: true });
  await headline(one, 'Signed out', SOON_MS);
  expect(await hasKeychainEntry(desktop)).toBe(false);
  const granted = simulator.refreshCount;
  await untilRefreshAsked();
  await waitUntil('the next refresh is granted', () => simulator.refreshCount > granted);
  await headline(two, 'Healthy', SOON_MS);
  expect(await hasKeychainEntry(desktop)).toBe(false);
});
