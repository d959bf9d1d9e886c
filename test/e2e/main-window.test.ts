// The window in the real Electron. What its page cannot do: reach Node, change the bridge, navigate away, open windows, request permissions, rename the window.
// The page makes each attempt itself, and where one would arrive, a server listens. Also: the handling of a crashed page.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLS } from '../../preload/contract/channels';
import { waitUntil } from '../support/wait-until';
import { awaitEvent } from './support/await-event';
import { callFromPage } from './support/calls-from-page';
import { type RecordingWebServer, startRecordingWebServer } from './support/recording-web-server';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { logText, windowTitles } from './support/window-of-app';

const APP_URL = 'app://bundle/index.html';

let stage: Stage;
let app: StartedApp;
let page: Page;
let elsewhere: RecordingWebServer;

beforeAll(async () => {
  stage = await openStage();
  elsewhere = await startRecordingWebServer();
  app = await stage.start();
  page = await app.page();
});
afterAll(async () => {
  await stage?.dispose();
  await elsewhere?.dispose();
});

const windowCount = (): Promise<number> =>
  app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
const contentsCount = (): Promise<number> =>
  app.electronApp.evaluate(({ webContents }) => webContents.getAllWebContents().length);

/** The page is unchanged and still answers, and nothing reached the other server. */
async function expectNothingHappened(): Promise<void> {
  expect((await callFromPage(page, 'getSnapshot', undefined)).ok).toBe(true);
  expect([page.url(), await windowCount(), elsewhere.paths]).toEqual([APP_URL, 1, []]);
}

describe('the page', () => {
  it('has nothing of Node, and of Electron only the contract, frozen', async () => {
    const seen = await page.evaluate(() => ({
      node: [
        'require',
        'process',
        'module',
        'exports',
        'Buffer',
        'global',
        'electron',
        'ipcRenderer',
        '__dirname',
      ].filter((name) => name in window),
      bridge: Object.keys((window as unknown as { tokenManager: object }).tokenManager).sort(),
      isFrozen: Object.isFrozen((window as unknown as { tokenManager: object }).tokenManager),
      kinds: [
        ...new Set(Object.values((window as unknown as { tokenManager: object }).tokenManager).map((x) => typeof x)),
      ],
    }));
    expect(seen).toEqual({
      node: [],
      bridge: [...Object.keys(CALLS), 'subscribe'].sort(),
      isFrozen: true,
      kinds: ['function'],
    });
  });

  it('cannot replace the bridge, and cannot get behind it by changing prototypes', async () => {
    const outcome = await page.evaluate(async () => {
      const bridge = (window as unknown as { tokenManager: Record<string, (request?: unknown) => Promise<unknown>> })
        .tokenManager;
      const before = bridge['getSnapshot'];
      try {
        bridge['getSnapshot'] = async () => 'forged';
      } catch {
        // Strict code throws; sloppy code is ignored. Neither changes it.
      }
      const heard: unknown[] = [];
      const { apply } = Function.prototype;
      const { push } = Array.prototype;
      Function.prototype.apply = function (...args) {
        heard.push(this);
        return Reflect.apply(apply, this, args);
      };
      Array.prototype.push = function (...args) {
        heard.push(args);
        return Reflect.apply(push, this, args);
      };
      const answer = (await bridge['getSnapshot']?.()) as { ok: boolean };
      Function.prototype.apply = apply;
      Array.prototype.push = push;
      return { isSame: bridge['getSnapshot'] === before, isOk: answer.ok, heard: heard.length };
    });
    expect(outcome).toEqual({ isSame: true, isOk: true, heard: 0 });
  });

  it('gets payloads of pushes and nothing that leads back to main', async () => {
    const args = await page.evaluate(async () => {
      const bridge = (window as unknown as { tokenManager: Record<string, (...args: unknown[]) => unknown> })
        .tokenManager;
      const heard = new Promise<string[]>((resolve) => {
        bridge['subscribe']?.('snapshotChanged', (...given: unknown[]) =>
          resolve(given.map((one) => Object.keys(one as object).join())),
        );
      });
      await bridge['changePreferences']?.({ clearClipboardAfterSeconds: 31 });
      return heard;
    });
    expect(args).toEqual([expect.stringContaining('profiles')]);
    expect(args[0]).not.toMatch(/sender|ports|reply/);
  });

  it('is in a window with the sandbox, isolation and web security on', async () => {
    const preferences = await app.electronApp.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
  });
});

describe('the window', () => {
  const follow = (target: string): Promise<void> =>
    page.evaluate((url) => {
      const link = Object.assign(document.createElement('a'), { href: url });
      document.body.append(link);
      link.click();
      link.remove();
      location.href = url;
    }, target);

  it.each([
    ['another site', () => `${elsewhere.origin}/left`],
    ['another host of its own scheme', () => 'app://evil/index.html'],
  ])('does not leave its page for %s', async (_where, url) => {
    const tried = await app.electronApp.evaluateHandle(({ BrowserWindow }) => ({
      heard: new Promise<boolean>((resolve) =>
        BrowserWindow.getAllWindows()[0]?.webContents.once('will-navigate', (event) => resolve(event.defaultPrevented)),
      ),
    }));
    await follow(url());
    expect(await awaitEvent(tried)).toBe(true);
    await expectNothingHappened();
  });

  it.each([
    ['a file', 'file:///etc/passwd'],
    ['a page made of text', 'data:text/html,<h1>forged</h1>'],
  ])('is not let out by Chromium for %s', async (_what, url) => {
    const refusal = page.waitForEvent('console', (message) => /not allowed/i.test(message.text()));
    await follow(url);
    await refusal;
    await expectNothingHappened();
  });

  it('opens no other window and attaches no webview', async () => {
    const before = await contentsCount();
    const opened = await page.evaluate((origin) => {
      const link = Object.assign(document.createElement('a'), { href: `${origin}/blank`, target: '_blank' });
      document.body.append(link);
      link.click();
      link.remove();
      const view = document.createElement('webview');
      view.setAttribute('src', `${origin}/webview`);
      document.body.append(view);
      const results = [
        window.open(`${origin}/opened`),
        window.open('about:blank'),
        window.open('app://bundle/index.html'),
      ];
      view.remove();
      return results.map((result) => result === null);
    }, elsewhere.origin);
    expect(opened).toEqual([true, true, true]);
    expect(await contentsCount()).toBe(before);
    await expectNothingHappened();
  });

  it('downloads no dictionary, and neither does a session that is made later: it is switched off when the session is made', async () => {
    const checksSpelling = await app.electronApp.evaluate(({ session }) =>
      [session.defaultSession, session.fromPartition('made-later')].map((each) => each.isSpellCheckerEnabled()),
    );
    expect(checksSpelling).toEqual([false, false]);
  });

  it('has every permission denied', async () => {
    const answers = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
      const states: Record<string, string> = {};
      for (const name of names) {
        states[name] = await navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => state,
          () => 'refused',
        );
      }
      const outcome = (run: () => Promise<unknown>): Promise<string> =>
        run().then(
          () => 'granted',
          () => 'denied',
        );
      return {
        states,
        asked: await Notification.requestPermission(),
        media: await outcome(() => navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
        clipboard: await outcome(() => navigator.clipboard.readText()),
        place: await new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            () => resolve('denied'),
          ),
        ),
      };
    });
    expect(answers).toMatchObject({ asked: 'denied', media: 'denied', clipboard: 'denied', place: 'denied' });
    expect(Object.values(answers.states)).not.toContain('granted');
    expect(Object.values(answers.states)).not.toContain('prompt');
  });
});

it('has the app’s name as its title, whatever its page sets', async () => {
  const tried = await app.electronApp.evaluateHandle(({ BrowserWindow }) => ({
    heard: new Promise<boolean>((resolve) =>
      BrowserWindow.getAllWindows()[0]?.once('page-title-updated', (event) => resolve(event.defaultPrevented)),
    ),
  }));
  await page.evaluate(() => {
    document.title = 'Your bank';
  });
  expect([await awaitEvent(tried), await windowTitles(app.electronApp)]).toEqual([
    true,
    ['Axiom Token Manager — Simulator'],
  ]);
});

it('can be made small, but not too small to be used', async () => {
  const sizes = await app.electronApp.evaluate(({ BrowserWindow, screen }) => {
    const [window] = BrowserWindow.getAllWindows();
    const { width, height } = screen.getPrimaryDisplay().workAreaSize;
    const [ownWidth = 0, ownHeight = 0] = window?.getSize() ?? [];
    return { least: window?.getMinimumSize(), fits: ownWidth <= width && ownHeight <= height };
  });
  expect(sizes).toEqual({ least: [320, 400], fits: true });
});

it('shows a page that was asked for while its own was loading, however often it loads', async () => {
  for (const [label, title] of [
    ['Settings...', 'Settings'],
    ['Restore...', 'Restore a backup'],
  ] as const) {
    // The menu is used as soon as the page starts loading.
    await app.electronApp.evaluate(({ BrowserWindow, Menu }, wanted) => {
      const entries = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const clicked = new Promise<void>((resolve) => {
        contents?.once('did-start-navigation', () => {
          entries.find((entry) => entry.label === wanted)?.click();
          resolve();
        });
      });
      contents?.reload();
      return clicked;
    }, label);
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
  }
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
});

// Last, because it destroys the page of the tests above.
it('reloads a page that has crashed, once: not again if it crashes within ten seconds', async () => {
  const crash = () =>
    app.electronApp.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const gone = new Promise<void>((resolve) => contents?.once('render-process-gone', () => resolve()));
      contents?.forcefullyCrashRenderer();
      return gone;
    });
  const heading = () =>
    app.electronApp.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents || contents.isCrashed() || contents.isLoading()) return '';
      return contents.executeJavaScript("document.querySelector('h1')?.textContent ?? ''") as Promise<string>;
    });
  const deaths = async () => (await logText(app.userDataDirectory)).split('the page of the window ended').length - 1;
  const before = await heading();
  expect(before).not.toBe('');
  await crash();
  await waitUntil('the page is back', async () => (await heading()) === before);
  await crash();
  await waitUntil('the second death is logged', async () => (await deaths()) === 2);
  const isCrashed = await app.electronApp.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.isCrashed(),
  );
  expect(isCrashed).toBe(true);
});
