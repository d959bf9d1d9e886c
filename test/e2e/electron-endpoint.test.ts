// The border between window and main in the real Electron: who may call, which requests are accepted, and which secrets cross. The refresh token never does.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../build/project-root.mjs';
import { CALLS, type CallName, PUSHES } from '../../preload/contract/channels';
import { waitUntil } from '../support/wait-until';
import { answerDialogs } from './support/answer-dialogs';
import { crossingsSoFar, recordBorder } from './support/border-recorder';
import { callFromPage, callWithAnything, profileFromMain, signInByPaste } from './support/calls-from-page';
import { entryMark } from './support/keychain-raw-entry';
import { type RecordingWebServer, startRecordingWebServer } from './support/recording-web-server';
import { signInByForm } from './support/sign-in-by-form';
import { openStage, type Stage, type StartedApp } from './support/stage';

let stage: Stage;
let elsewhere: RecordingWebServer;

beforeAll(async () => {
  stage = await openStage();
  elsewhere = await startRecordingWebServer();
});
afterAll(async () => {
  await stage?.dispose();
  await elsewhere?.dispose();
});

/** Makes all harmless calls from a foreign window with our preload script and `url` in it. */
function callFromForeignWindow(app: StartedApp, url: string): Promise<unknown[]> {
  const preload = join(projectRoot, 'dist/preload.cjs');
  return app.electronApp.evaluate(
    async ({ BrowserWindow }, given) => {
      // The app's own session cannot reach a web server.
      const partition = given.url.startsWith('app:') ? {} : { partition: 'elsewhere' };
      const webPreferences = { preload: given.preload, sandbox: true, contextIsolation: true, ...partition };
      const foreign = new BrowserWindow({ show: false, webPreferences });
      await foreign.loadURL(given.url);
      const calls = `(async () => {
        const { getSnapshot, revealAccessToken, copyAccessToken, signOut } = window.tokenManager;
        const profile = { profileId: 'default' };
        return [await getSnapshot(), await revealAccessToken(profile), await copyAccessToken(profile), await signOut(profile)];
      })()`;
      const answers = (await foreign.webContents.executeJavaScript(calls, true)) as unknown[];
      foreign.destroy();
      return answers;
    },
    { preload, url },
  );
}

const BAD_ID = [
  null,
  'default',
  7,
  [],
  {},
  { profileId: '' },
  { profileId: '../default' },
  { profileId: 'DEFAULT' },
  { profileId: 'x'.repeat(41) },
  { profileId: ['default'] },
  { profileId: 'default', more: true },
];
const NOBODY = { profileId: 'nobody-has-this-id' };
const BAD: Partial<Record<CallName, readonly unknown[]>> = {
  getSnapshot: [null, {}, 'x', 0],
  startPasswordSignIn: [{ profileId: 'default' }, { profileId: 'default', email: 'no-address', password: 'x' }],
  completePasswordSignIn: [{ code: '12345' }, { code: '1234567' }, { code: 123456 }, { code: 'abcdef' }],
  signInWithTokens: [
    { profileId: 'default', text: '' },
    { profileId: 'default', text: 'x'.repeat(300_001) },
  ],
  renameProfile: [{ profileId: 'default' }, { profileId: 'default', name: 'x'.repeat(10_001) }],
  importTokens: [{ profileId: 'default', source: 'network' }],
  startSearch: [{ where: '/etc' }, { where: 'folder', folder: '/etc' }],
  importLeftover: [{ profileId: 'default' }, { profileId: 'default', leftoverId: '' }],
  trashLeftover: [{ leftoverId: 'x'.repeat(41) }, { leftoverId: 'found-1', path: '/etc/passwd' }],
  chooseStorage: [
    { profileId: 'default', kind: 'cloud' },
    { profileId: 'default', kind: 'file', path: '/etc/passwd' },
  ],
  moveToSealedFile: [
    { profileId: 'default', passphrase: '' },
    { profileId: 'default', passphrase: 'a long passphrase', path: '/etc/passwd' },
  ],
  enterPassphrase: [{ profileId: 'default' }, { profileId: 'default', passphrase: 'x'.repeat(100_001) }],
  clearTokens: [{ profileIds: [] }, { profileIds: Array(101).fill('default') }],
  createBackup: [{ profileIds: ['default'], passphrase: '' }],
  openBackup: [
    { backupId: 'x', passphrase: '' },
    { backupId: 'x', passphrase: 'x', path: '/etc/passwd' },
  ],
  restoreBackup: [{ backupId: 'x', profileIds: [], replaceNewer: [] }],
  changePreferences: [{ theme: 'neon' }, { clearClipboardAfterSeconds: 1e9 }, { unknown: 1 }],
  setAutostart: [{ isOn: 'yes' }, { isOn: true, path: '/etc/passwd' }],
};
const WITH_PROFILE: readonly CallName[] = [
  'refreshNow',
  'copyAccessToken',
  'revealAccessToken',
  'describeTokens',
  'retryStorage',
  'signOut',
  'signInWithBrowser',
];

describe('while somebody is signed in', () => {
  let app: StartedApp;
  let page: Page;

  beforeAll(async () => {
    app = await stage.start();
    page = await app.page();
    await signInByPaste(page, stage.simulator);
  });
  afterAll(() => stage.reset());

  it("refuses calls of other pages, and of the app's own page in another window", async () => {
    const saved = await entryMark(stage.desktop);
    const refusal = { ok: false, failure: { code: 'INVALID_INPUT', message: 'This page may not ask for that.' } };
    for (const url of [`${elsewhere.origin}/page`, 'data:text/html,forged', 'app://bundle/index.html']) {
      expect(await callFromForeignWindow(app, url)).toMatchObject([refusal, refusal, refusal, refusal]);
    }
    expect(await entryMark(stage.desktop)).toBe(saved);
  });

  it("refuses calls of a frame inside the app's own page", async () => {
    // The policy allows no frame and no frame gets the preload script, so the call is simulated: main gets it with a frame that has a parent.
    const answer = await app.electronApp.evaluate(async ({ BrowserWindow, ipcMain }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      type Handler = (event: object, payload?: unknown) => Promise<unknown>;
      const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> };
      const senderFrame = { parent: contents?.mainFrame, url: 'app://bundle/index.html' };
      return new Promise((resolve, reject) => {
        // Older versions answer through the event, newer ones by the handler's result.
        const event = { sender: contents, senderFrame, _reply: resolve, _throw: reject };
        handlers
          .get('app:get-snapshot')?.(event)
          .then((returned) => returned !== undefined && resolve(returned), reject);
      });
    });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'INVALID_INPUT' } });
  });

  it('refuses a call for an account that is not there', async () => {
    await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
    const wrong: unknown[] = [];
    for (const name of WITH_PROFILE) {
      const outcome = await callWithAnything(page, name, NOBODY);
      const code = outcome.ok ? 'ok' : outcome.failure.code;
      // INVALID_INPUT without a press.
      if (code !== 'TOKEN_NOT_FOUND' && code !== 'INVALID_INPUT') wrong.push([name, code]);
    }
    expect(wrong).toEqual([]);
  });

  it('refuses every payload that does not fit the contract, by INVALID_INPUT, and nothing changes', async () => {
    // Reveal checks the focus before anything else.
    await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
    const before = [await entryMark(stage.desktop), await profileFromMain(page)];
    const tries = [
      ...WITH_PROFILE.flatMap((name) => BAD_ID.map((payload) => [name, payload] as const)),
      ...(Object.keys(BAD) as CallName[]).flatMap((name) =>
        (BAD[name] ?? []).map((payload) => [name, payload] as const),
      ),
      ...(Object.keys(CALLS) as CallName[]).flatMap((name) => [
        [name, { profileId: 'x'.repeat(2_000_000) }] as const,
        [name, new Date(0)] as const,
      ]),
    ];
    const wrong: unknown[] = [];
    for (const [name, payload] of tries) {
      const outcome = await callWithAnything(page, name, payload);
      if (outcome.ok || outcome.failure.code !== 'INVALID_INPUT')
        wrong.push([name, JSON.stringify(payload).slice(0, 60), outcome.ok ? 'ok' : outcome.failure.code]);
    }
    expect(wrong).toEqual([]);
    expect([await entryMark(stage.desktop), await profileFromMain(page)]).toEqual(before);
  });
});

it('never lets the refresh token cross, nor the access token except by "Hold to reveal"', async () => {
  const app = await stage.start();
  const page = await app.page();
  await recordBorder(app.electronApp);
  await answerDialogs(app.electronApp, { button: 1 });
  const pairs: { accessToken: string; refreshToken: string }[] = [];
  const remember = (): void => {
    const pair = stage.simulator.currentTokens();
    if (pair) pairs.push(pair);
  };
  await signInByForm(page, stage.simulator);
  remember();
  await callFromPage(page, 'copyAccessToken', { profileId: 'default' });
  await callFromPage(page, 'refreshNow', { profileId: 'default' });
  remember();
  await callFromPage(page, 'chooseStorage', { profileId: 'default', kind: 'memory' });
  const reveal = page.getByRole('button', { name: 'Hold to reveal' });
  await reveal.hover();
  await page.mouse.down();
  await page.locator('code.token').waitFor();
  const shown = await page.locator('code.token').innerText();
  await page.mouse.up();
  await page.locator('code.token').waitFor({ state: 'detached' });
  await callFromPage(page, 'signOut', { profileId: 'default' });

  const crossings = await crossingsSoFar(app.electronApp);
  const [first, second] = pairs;
  if (!first || !second || first.accessToken === second.accessToken) throw new Error('there was no refresh');
  // Compares places, not values: a failure names channels, not tokens.
  const channelsWith = (text: string): string[] => [
    ...new Set(crossings.filter(({ json }) => json.includes(text)).map(({ channel }) => channel)),
  ];
  const end = (token: string): string => token.slice(token.lastIndexOf('.') + 1);
  expect(shown === second.accessToken).toBe(true);
  expect(channelsWith(end(second.accessToken))).toEqual([CALLS.revealAccessToken]);
  expect(channelsWith(end(first.accessToken))).toEqual([]);
  expect(pairs.flatMap(({ refreshToken }) => channelsWith(end(refreshToken)))).toEqual([]);
  // The recorder sees pushes as well as answers.
  expect(channelsWith('"profiles"')).toContain(PUSHES.snapshotChanged);
  await stage.reset();
});

it('gives no token to a script without a press, and only one for each press', async () => {
  const app = await stage.start();
  const page = await app.page();
  await signInByPaste(page, stage.simulator);
  await app.electronApp.evaluate(({ BrowserWindow, clipboard }) => {
    clipboard.clear();
    BrowserWindow.getAllWindows()[0]?.focus();
  });
  /** Everything a script can do: calls in a loop, with fake presses in between. Returns the results. */
  const attack = (): Promise<readonly string[]> =>
    page.evaluate(async () => {
      const bridge = (window as unknown as { tokenManager: Record<string, (request: unknown) => Promise<unknown>> })
        .tokenManager;
      const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes('Copy'));
      const outcomes: string[] = [];
      for (let round = 0; round < 20; round++) {
        for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click'])
          button?.dispatchEvent(new MouseEvent(type, { bubbles: true }));
        button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
        for (const name of ['revealAccessToken', 'copyAccessToken']) {
          const outcome = (await bridge[name]?.({ profileId: 'default' })) as { ok: boolean };
          outcomes.push(outcome.ok ? 'got' : 'refused');
        }
      }
      return outcomes;
    });
  const clipboardOf = () => app.electronApp.evaluate(({ clipboard }) => clipboard.readText());
  expect(new Set(await attack())).toEqual(new Set(['refused']));
  expect(await clipboardOf()).toBe('');
  await page.keyboard.press('Shift');
  const outcomes = await attack();
  expect(outcomes.filter((outcome) => outcome === 'got').length).toBeLessThanOrEqual(1);
});

it('reveals only in the focused window, and only so often', async () => {
  const app = await stage.start();
  const page = await app.page();
  await signInByPaste(page, stage.simulator);
  const focus = (isWanted: boolean) =>
    app.electronApp.evaluate(({ BrowserWindow }, wanted) => {
      const window = BrowserWindow.getAllWindows()[0];
      if (wanted) {
        window?.show();
        window?.focus();
      } else window?.minimize();
    }, isWanted);
  const isFocused = () =>
    app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused() ?? false);
  const reveal = async () => {
    const outcome = await callFromPage(page, 'revealAccessToken', { profileId: 'default' });
    return outcome.ok ? 'shown' : outcome.failure.code;
  };
  await focus(false);
  await waitUntil('the window has lost the focus', async () => !(await isFocused()));
  expect(await reveal()).toBe('INVALID_INPUT');
  await focus(true);
  await waitUntil('the window has the focus', isFocused);
  const outcomes: string[] = [];
  for (let count = 0; count < 8; count++) outcomes.push(await reveal());
  expect(outcomes).toEqual([...Array<string>(6).fill('shown'), 'RATE_LIMITED', 'RATE_LIMITED']);
  const snapshot = await callFromPage(page, 'getSnapshot', undefined);
  const noted = snapshot.ok ? snapshot.value.activity.filter(({ text }) => text.includes('shown in the window')) : [];
  expect(noted).toHaveLength(6);
});
