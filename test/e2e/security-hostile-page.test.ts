// A script that has the app's own page: it makes every call there is, in a loop, with presses that it makes up, and waits for whatever comes back. It gets
// no token, no file of its choice, ends no sign-in, and main goes on answering.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CALLS, type CallName } from '../../preload/contract/channels';
import { answerDialogs, dialogsSeen } from './support/answer-dialogs';
import { profileFromMain, signInByPaste } from './support/calls-from-page';
import { fingerprint, savedFingerprint } from './support/keychain-entry';
import { openStage, type Stage, type StartedApp } from './support/stage';

const ROUNDS = 15;
/** Longest time for which main may be at work without answering. */
const STALL_MS = 50;
const profileId = 'default';

/** What a script would ask for, in the contract's own form, and with more than it allows. */
const REQUESTS: Readonly<Partial<Record<CallName, readonly unknown[]>>> = {
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
  removeProfile: [{ profileId }],
  startPasswordSignIn: [{ profileId, email: 'a@example.com', password: 'wrong' }],
  completePasswordSignIn: [{ code: '000000' }],
  signInWithTokens: [{ profileId, text: 'a.b.c\nd.e.f' }],
  importTokens: [
    { profileId, source: 'file' },
    { profileId, source: 'environment' },
    { profileId, source: 'file', path: '/etc/passwd' },
  ],
  createBackup: [
    { profileIds: [profileId], passphrase: 'known to the script' },
    { profileIds: [profileId], passphrase: 'known to the script', path: '/tmp/stolen' },
  ],
  openBackup: [{ passphrase: 'known to the script' }],
  restoreBackup: [{ backupId: 'x', profileIds: [profileId], replaceNewer: [profileId] }],
  clearTokens: [{ profileIds: [profileId] }],
  changePreferences: [{ theme: 'dark' }],
};
/** Windows and a demo account of their own; whoever stops everything also gets nothing. Each has tests of its own. */
const LEFT_OUT: readonly CallName[] = ['signInWithBrowser', 'startDemo', 'pauseAll', 'resumeAll'];

let stage: Stage;
let app: StartedApp;
let page: Page;

beforeAll(async () => {
  stage = await openStage();
  app = await stage.start();
  page = await app.page();
  await signInByPaste(page, stage.simulator);
  // Whoever is at the computer has asked for none of it, and says no each time.
  await answerDialogs(app.electronApp, { button: 0 });
});
afterAll(() => stage?.dispose());

test('a script with every call and made-up presses gets no token and ends no sign-in, and main goes on answering', async () => {
  const asked = Object.keys(CALLS).filter((name) => !LEFT_OUT.includes(name as CallName));
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
            (requests[name] ?? [undefined]).map((request) => bridge[name]?.(request) ?? Promise.resolve()),
          );
          answers.push(JSON.stringify(await Promise.all(calls)));
        }
        answers.push(document.documentElement.outerHTML);
        return answers;
      },
      { names: asked, requests: REQUESTS as Record<string, unknown[]>, rounds },
    );
  // What main does for the first time is compiled then, which is no stall of the script's making.
  await attack(2);
  const watch = await app.electronApp.evaluateHandle(() => {
    // The wall clock alone would count what other programs hold up, the processor alone what other threads do.
    const readMs = (): readonly [wall: number, processor: number] => {
      const { user, system } = process.cpuUsage();
      return [performance.now(), (user + system) / 1000];
    };
    let longestMs = 0;
    let last = readMs();
    const timer = setInterval(() => {
      const now = readMs();
      longestMs = Math.max(longestMs, Math.min(now[0] - last[0], now[1] - last[1]));
      last = now;
    }, 5);
    return {
      stop: () => {
        clearInterval(timer);
        return longestMs;
      },
    };
  });
  const heard = await attack(ROUNDS);
  const longestMs = await watch.evaluate(({ stop }) => stop());

  expect(heard).toHaveLength(ROUNDS + 1);
  const current = stage.simulator.currentTokens();
  if (!current) throw new Error('nobody is signed in');
  // By where, never by what: a failure names no token.
  const leaks = heard.flatMap((text, round) =>
    Object.entries(current).flatMap(([name, token]) => (text.includes(token) ? [`${name} in round ${round}`] : [])),
  );
  expect(leaks).toEqual([]);
  expect(heard.join('')).not.toMatch(/eyJ[\w-]{20,}\./);
  expect(await profileFromMain(page)).toMatchObject({ headline: { kind: 'good' }, place: { kind: 'keychain' } });
  expect(await savedFingerprint(stage.desktop)).toEqual(fingerprint(current));
  expect(await app.electronApp.evaluate(({ clipboard }) => clipboard.readText())).not.toMatch(/eyJ/);
  // The person was asked, by main; and never twice at a time.
  expect((await dialogsSeen(app.electronApp)).some((words) => words.includes('Sign out of main?'))).toBe(true);
  expect(longestMs).toBeLessThan(STALL_MS);
});
