// How the real Electron serves the window's files: which exist, and under which policy. The page cannot run text as code
// nor reach anything; where an attempt would arrive, a server listens.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callFromPage } from './support/calls-from-page';
import { type RecordingWebServer, startRecordingWebServer } from './support/recording-web-server';
import { openStage, type Stage } from './support/stage';

const APP_URL = 'app://bundle/index.html';

let stage: Stage;
let page: Page;
/** A window without the app's own navigation guard. */
let plain: Page;
let elsewhere: RecordingWebServer;

beforeAll(async () => {
  stage = await openStage();
  elsewhere = await startRecordingWebServer();
  const app = await stage.start();
  page = await app.page();
  const opened = app.electronApp.waitForEvent('window');
  await app.electronApp.evaluate(({ BrowserWindow }) => void new BrowserWindow({ show: false }).loadURL('about:blank'));
  plain = await opened;
});
afterAll(async () => {
  await stage?.dispose();
  await elsewhere?.dispose();
});

describe('the content security policy', () => {
  it('refuses code from text: inline scripts, event handlers, eval and the like', async () => {
    const tries = await page.evaluate(async () => {
      const refused = (run: () => unknown): Promise<string> =>
        // From a timer: code evaluated by a debugger is exempt from the policy.
        new Promise((resolve) => {
          setTimeout(() => {
            try {
              run();
              resolve('ran');
            } catch (error) {
              resolve(error instanceof Error ? error.name : 'refused');
            }
          });
        });
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
      const { marks } = Object.assign(window, { marks: [] as string[] });
      const results = {
        // oxlint-disable-next-line eslint/no-eval -- what must fail is tried
        eval: await refused(() => (0, eval)("window.marks.push('eval')")),
        // oxlint-disable-next-line typescript/no-implied-eval -- what must fail is tried
        makeFunction: await refused(() => new Function("window.marks.push('function')")()),
        timer: await refused(() => setTimeout("window.marks.push('timer')" as unknown as () => void)),
        innerHtml: await refused(() => {
          document.createElement('p').innerHTML = '<b>text</b>';
        }),
        handler: await refused(() => document.body.setAttribute('onclick', "window.marks.push('handler')")),
        scriptText: await refused(() => {
          document.createElement('script').textContent = 'x';
        }),
        scriptNode: await refused(() => {
          const script = document.createElement('script');
          script.append(document.createTextNode("window.marks.push('inline')"));
          document.head.append(script);
        }),
        policy: await refused(() =>
          (
            window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
          ).trustedTypes.createPolicy('own', {
            createHTML: (text: string) => text,
          }),
        ),
      };
      document.body.click();
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { results, marks, isReported: violations.length > 0 };
    });
    expect(Object.values(tries.results)).not.toContain('ran');
    expect([tries.marks, tries.isReported]).toEqual([[], true]);
  });

  it('lets nothing be fetched, shown, framed, posted or connected to, here or elsewhere', async () => {
    const results = await page.evaluate(async (origin) => {
      const ends = (element: HTMLElement): Promise<string> =>
        new Promise((resolve) => {
          element.addEventListener('load', () => resolve('loaded'));
          element.addEventListener('error', () => resolve('refused'));
          document.body.append(element);
        });
      const fetched = (url: string): Promise<string> =>
        fetch(url).then(
          () => 'fetched',
          () => 'refused',
        );
      const made = (run: () => unknown): string => {
        try {
          run();
          return 'made';
        } catch {
          return 'refused';
        }
      };
      const socket = new Promise<string>((resolve) => {
        try {
          const opened = new WebSocket(`${origin.replace('http', 'ws')}/socket`);
          opened.addEventListener('open', () => resolve('opened'));
          opened.addEventListener('error', () => resolve('refused'));
        } catch {
          resolve('refused');
        }
      });
      const form = Object.assign(document.createElement('form'), { action: `${origin}/form`, method: 'post' });
      document.body.append(form);
      form.submit();
      const frame = Object.assign(document.createElement('iframe'), { src: `${origin}/frame` });
      document.body.append(frame);
      const outcome = {
        http: await fetched(`${origin}/fetch`),
        file: await fetched('file:///etc/passwd'),
        ownFile: await fetched('app://bundle/index.html'),
        image: await ends(Object.assign(new Image(), { src: `${origin}/image.png` })),
        style: await ends(
          Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${origin}/style.css` }),
        ),
        script: made(() => Object.assign(document.createElement('script'), { src: `${origin}/script.js` })),
        worker: made(() => new Worker(URL.createObjectURL(new Blob(['1'])))),
        socket: await socket,
        beacon: navigator.sendBeacon(`${origin}/beacon`) ? 'sent or refused later' : 'refused',
      };
      frame.remove();
      form.remove();
      for (const left of document.querySelectorAll('body > img, body > link')) left.remove();
      return outcome;
    }, elsewhere.origin);
    const { beacon: _judgedByTheServer, ...sure } = results;
    expect([...new Set(Object.values(sure))]).toEqual(['refused']);
    expect((await callFromPage(page, 'getSnapshot', undefined)).ok).toBe(true);
    expect([page.url(), elsewhere.paths]).toEqual([APP_URL, []]);
  });

  it('comes as a header, with every answer', async () => {
    const policyOf = async (url: string) => (await plain.goto(url))?.headers()['content-security-policy'];
    const headers = [await policyOf('app://bundle/nothing-here.js'), await policyOf(APP_URL)];
    for (const policy of headers) expect(policy).toMatch(/default-src 'none'.*require-trusted-types-for 'script'/);
  });
});

describe('what is served', () => {
  it.each([
    ['app://bundle/', 200, 'text/html'],
    ['app://bundle/index.html', 200, 'text/html'],
    ['app://bundle/main.js', 200, 'text/javascript'],
    ['app://bundle/style.css', 200, 'text/css'],
    ['app://bundle/nothing-here.js', 404, 'text/plain'],
    ['app://bundle/main.cjs', 404, 'text/plain'],
    ['app://bundle/..%2fmain.js', 400, 'text/plain'],
    ['app://bundle/index.html?x=1', 400, 'text/plain'],
    ['app://evil/index.html', 403, 'text/plain'],
  ])('%s is answered with %d and %s, which is not guessed at', async (url, status, type) => {
    const response = await plain.goto(url);
    const headers = response?.headers() ?? {};
    // Older versions leave the charset to Chromium.
    const mimeType = headers['content-type']?.split(';')[0];
    expect([response?.status(), mimeType, headers['x-content-type-options']]).toEqual([status, type, 'nosniff']);
  });
});
