// A script in the app's own page makes every call in a loop, with fake presses, and waits for the answers. It gets
// no token and no file of its choice, ends no sign-in, and main still answers.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CALLS, type CallName } from '../../preload/contract/channels';
import { CALL_SCHEMAS } from '../../preload/contract/schemas';
import { makeJwt } from '../support/make-jwt';
import { answerDialogs, dialogsSeen } from './support/answer-dialogs';
import { callFromPage, profileFromMain, signInByPaste } from './support/calls-from-page';
import { fingerprint, savedFingerprint } from './support/keychain-entry';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { stallOf } from './support/stall-watch';

const ROUNDS = 5;
/** Longest time that main may work without answering. */
const STALL_MS = 50;
const profileId = 'default';

/** A pair that no server has issued, dated later than any real one. */
function forged(account: { readonly accountId?: string }): string {
  const issuedAtMs = Date.now() + 60_000;
  const jwt = () => makeJwt({ issuedAtMs, expiresAtMs: issuedAtMs + 3_600_000, ...account }).expose();
  return JSON.stringify({ access_token: jwt(), refresh_token: jwt() });
}

/** Calls that open a window or a demo account, or stop all work. Each has its own tests. */
const LEFT_OUT = ['signInWithBrowser', 'startDemo', 'pauseAll'] as const satisfies readonly CallName[];
type LeftOut = (typeof LEFT_OUT)[number];

/** Invalid requests for calls without parameters. */
const NOTHING: readonly unknown[] = [undefined, { profileId }];

/** A script's requests, valid and beyond the limits. The compiler makes sure that every call has an entry, except the omitted ones; the test below checks that each has a valid request. */
const REQUESTS: Readonly<Record<Exclude<CallName, LeftOut>, readonly unknown[]>> = {
  refreshNow: [{ profileId }],
  copyAccessToken: [{ profileId }],
  revealAccessToken: [{ profileId }],
  retryStorage: [{ profileId }],
  makePrivate: [{ profileId }],
  chooseStorage: [
    { profileId, kind: 'memory' },
    { profileId, kind: 'file' },
    { profileId, kind: 'file', path: '/tmp/stolen.json' },
  ],
  moveToSealedFile: [
    { profileId, passphrase: 'known to the script' },
    { profileId, passphrase: 'known to the script', path: '/tmp/stolen' },
  ],
  enterPassphrase: [{ profileId, passphrase: 'known to the script' }],
  signOut: [{ profileId }],
  addProfile: [{ name: 'made by a script' }],
  describeTokens: [{ profileId }],
  renameProfile: [{ profileId, name: 'named by a script' }],
  removeProfile: [{ profileId }],
  startPasswordSignIn: [{ profileId, email: 'a@example.com', password: 'wrong' }],
  completePasswordSignIn: [{ code: '000000' }],
  signInWithTokens: [
    { profileId, text: 'a.b.c\nd.e.f' },
    { profileId, text: 'auth-access-token=abc; auth-refresh-token=def' },
    // Without an account, which would allow tokens of any account.
    { profileId, text: forged({}) },
    { profileId, text: forged({ accountId: 'stranger' }) },
  ],
  importTokens: [
    { profileId, source: 'file' },
    { profileId, source: 'environment' },
    { profileId, source: 'file', path: '/etc/passwd' },
  ],
  startSearch: [{ where: 'home' }, { where: 'folder' }, { where: 'home', folder: '/etc' }],
  continueSearch: [{ searchId: 'search-1' }],
  importLeftover: [{ profileId, leftoverId: 'found-1' }],
  closeLeftover: [{ leftoverId: 'found-1' }, { leftoverId: '/etc/passwd' }],
  trashLeftover: [{ leftoverId: 'found-1' }, { leftoverId: '/etc/passwd' }],
  createBackup: [
    { profileIds: [profileId], passphrase: 'known to the script' },
    { profileIds: [profileId], passphrase: 'known to the script', path: '/tmp/stolen' },
  ],
  chooseBackup: [undefined],
  openBackup: [{ backupId: 'x', passphrase: 'known to the script' }],
  restoreBackup: [{ backupId: 'x', profileIds: [profileId], replaceNewer: [profileId] }],
  exportTokens: [
    { profileId, withRefreshToken: true },
    { profileId, withRefreshToken: false, path: '/tmp/stolen' },
  ],
  clearTokens: [{ profileIds: [profileId] }],
  changePreferences: [{ theme: 'dark' }],
  setAutostart: [{ isOn: true }, { isOn: false }],
  pageReady: NOTHING,
  getSnapshot: NOTHING,
  setShownProfile: [{ profileId }],
  saveView: [{}],
  undoSignIn: [{ profileId }],
  cancelSignIn: NOTHING,
  takeOpenedBackup: NOTHING,
  compareBackup: [{ backupId: 'x' }],
  closeBackup: NOTHING,
  resumeAll: NOTHING,
  listPrograms: NOTHING,
  notifyOfPrograms: [{ profileId }],
  askAboutPrograms: [{ profileId }],
  allowProgram: [{ profileId, programId: 'program-1' }],
  blockProgram: [{ profileId, programId: 'program-1' }],
  forgetProgram: [{ profileId, programId: 'program-1' }],
  listTrail: [{ most: 2000 }, { most: 2000, profileId, event: 'handed-out' }, { most: 1_000_000 }],
  exportTrail: [{ format: 'csv' }, { format: 'jsonl', profileId }, { format: 'csv', path: '/tmp/stolen' }],
  listActivity: [{ most: 2000 }, { most: 1_000_000 }],
  exportActivity: [{}, { path: '/tmp/stolen' }],
  describeRefreshes: [{ profileId, span: 'day' }],
  getAutostart: NOTHING,
  showLicences: NOTHING,
  restartApp: [{ losesWork: false }, { losesWork: true }],
  describeApp: NOTHING,
  copyAppFacts: NOTHING,
  listShortcuts: NOTHING,
  showLogFolder: NOTHING,
  checkComputer: NOTHING,
  copyCheckReport: NOTHING,
  describeProgramWays: [{ profileId }],
  copyProgramWay: [
    { profileId, way: 'curl' },
    { profileId, way: 'curl', lines: 'from the script' },
  ],
};
let stage: Stage;
let app: StartedApp;
let page: Page;

beforeAll(async () => {
  stage = await openStage();
  app = await stage.start();
  page = await app.page();
  await signInByPaste(page, stage.simulator);
  // The person at the computer has asked for none of it, and always answers no.
  await answerDialogs(app.electronApp, { button: 0 });
});
afterAll(() => stage?.dispose());

test('every call is tried, in a form that the contract takes', () => {
  expect([...Object.keys(REQUESTS), ...LEFT_OUT].sort()).toEqual(Object.keys(CALLS).sort());
  const untried = Object.entries(REQUESTS).filter(
    ([name, requests]) => !requests.some((each) => CALL_SCHEMAS[name as CallName].request.safeParse(each).success),
  );
  expect(untried.map(([name]) => name)).toEqual([]);
});

test('a script with every call and fake presses gets no token and ends no sign-in, and main still answers', async () => {
  const asked = Object.keys(REQUESTS);
  const attack = (rounds: number) =>
    page.evaluate(
      async ({ names, requests, rounds }) => {
        const bridge = (window as unknown as { tokenManager: Record<string, (request?: unknown) => Promise<unknown>> })
          .tokenManager;
        const answers: string[] = [];
        const press = (): void => {
          for (const target of [document.body, ...document.querySelectorAll('button')])
            for (const type of ['pointerdown', 'mousedown', 'keydown', 'keyup', 'mouseup', 'pointerup'])
              target.dispatchEvent(
                new (type.startsWith('key') ? KeyboardEvent : PointerEvent)(type, { bubbles: true }),
              );
          window.focus();
        };
        for (let round = 0; round < rounds; round++) {
          if (round % 2 === 1) press();
          const calls = names.flatMap((name) =>
            (requests[name] ?? []).map((request) => bridge[name]?.(request) ?? Promise.resolve()),
          );
          answers.push(JSON.stringify(await Promise.all(calls)));
        }
        answers.push(document.documentElement.outerHTML);
        return answers;
      },
      { names: asked, requests: REQUESTS as unknown as Record<string, unknown[]>, rounds },
    );
  const heard: string[] = [];
  const stallMs = await stallOf(app.electronApp, async () => heard.push(...(await attack(ROUNDS))));

  expect(heard.length).toBeGreaterThan(2 * ROUNDS);
  const current = stage.simulator.currentTokens();
  if (!current) throw new Error('nobody is signed in');
  // Reports places, not values: a failure contains no token.
  const leaks = heard.flatMap((text, round) =>
    Object.entries(current).flatMap(([name, token]) => (text.includes(token) ? [`${name} in round ${round}`] : [])),
  );
  expect(leaks).toEqual([]);
  expect(heard.join('')).not.toMatch(/eyJ[\w-]{20,}\./);
  expect(await profileFromMain(page)).toMatchObject({ headline: { kind: 'good' }, place: { kind: 'keychain' } });
  expect(await savedFingerprint(stage.desktop)).toEqual(fingerprint(current));
  expect(await app.electronApp.evaluate(({ clipboard }) => clipboard.readText())).not.toMatch(/eyJ/);
  // Main asked the person, and never twice at once.
  expect((await dialogsSeen(app.electronApp)).some((words) => words.includes('Sign out of main?'))).toBe(true);
  expect(stallMs).toBeLessThan(STALL_MS);
});

test('pairs that a script makes for the account on screen replace nothing, whatever their dates', async () => {
  const { accountId = '' } = await profileFromMain(page);
  const before = await savedFingerprint(stage.desktop);
  for (const days of [0, 60, 61]) {
    const issuedAtMs = Date.now() + 60_000 + days * 86_400_000;
    const jwt = (lifeMs: number) => makeJwt({ issuedAtMs, expiresAtMs: issuedAtMs + lifeMs, accountId }).expose();
    const text = JSON.stringify({ access_token: jwt(900_000), refresh_token: jwt(200 * 86_400_000) });
    const outcome = await callFromPage(page, 'signInWithTokens', { profileId, text });
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
  }
  expect(await savedFingerprint(stage.desktop)).toEqual(before);
});

test.each([
  ['thousands of calls', 'getSnapshot', undefined, 3_000],
  ['thousands of calls that do not fit', 'chooseStorage', { profileId: 7 }, 3_000],
  ['files to be closed to others', 'makePrivate', { profileId }, 1_000],
  ['settings to be changed', 'changePreferences', { theme: 'dark' }, 200],
  ['pauses', 'pauseAll', undefined, 300],
  ['accounts', 'addProfile', { name: 'one more' }, 300],
  ['keys of passphrases', 'enterPassphrase', { profileId, passphrase: 'known to the script' }, 100],
  ['file dialogs', 'importTokens', { profileId, source: 'file' }, 100],
] as const)('a script that asks for %s at once does not hold main up', async (_what, name, request, times) => {
  const flood = () =>
    page.evaluate(
      async ([call, payload, count]) => {
        const bridge = (window as unknown as { tokenManager: Record<string, (request?: unknown) => Promise<unknown>> })
          .tokenManager;
        const answers = await Promise.all(
          Array.from({ length: count }, () => bridge[call]?.(payload) ?? Promise.resolve()),
        );
        return answers.length;
      },
      [name as string, request as unknown, times] as const,
    );
  const stallMs = await stallOf(app.electronApp, async () => expect(await flood()).toBe(times));
  expect(stallMs).toBeLessThan(STALL_MS);
});

test('a call with millions of values, or with a hundred million letters, does not block the main process', async () => {
  const callWithMuch = () =>
    page.evaluate(async () => {
      const bridge = (window as unknown as { tokenManager: Record<string, (request?: unknown) => Promise<unknown>> })
        .tokenManager;
      const many = Array.from({ length: 1_000_000 }, () => ({}));
      return [await bridge['refreshNow']?.(many), await bridge['addProfile']?.({ name: 'x'.repeat(100_000_000) })];
    });
  const refused = { ok: false, failure: { code: 'INVALID_INPUT', message: 'This input is too large.' } };
  const stallMs = await stallOf(app.electronApp, async () =>
    expect(await callWithMuch()).toMatchObject([refused, refused]),
  );
  expect(stallMs).toBeLessThan(STALL_MS);
});

test.each([
  ['lines that could go on as a token', 'eyJhbGciOiJIUzI1NiJ9=\\\n'],
  ['headers of tokens', 'eyJhbGciOiJIUzI1NiJ9\n.'],
  ['names of tokens', 'auth-access-token=abcdefghij0123456789;'],
  ['escapes', '%2565\\"'],
])('a script that pastes as many %s as it may does not hold main up', async (_what, piece) => {
  const text = piece.repeat(Math.floor(300_000 / piece.length));
  const stallMs = await stallOf(app.electronApp, async () =>
    expect((await callFromPage(page, 'signInWithTokens', { profileId, text })).ok).toBe(false),
  );
  // Five times the limit of everything else: a person pastes once.
  expect(stallMs).toBeLessThan(5 * STALL_MS);
});

test('the key of a backup is derived outside the main thread', async () => {
  await answerDialogs(app.electronApp, { save: join(await stage.newFolder(), 'a.axiombackup') });
  const request = { profileIds: [profileId], passphrase: 'moving house on a Tuesday' };
  const stallMs = await stallOf(app.electronApp, async () =>
    expect(await callFromPage(page, 'createBackup', request)).toMatchObject({ ok: true }),
  );
  expect(stallMs).toBeLessThan(STALL_MS);
});
