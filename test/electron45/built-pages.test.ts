// The built window and prompt, with the headers that the app sends, run in the Chromium that AXIOM_PAGES_CHROMIUM names, under their content security policy.
// The preload script's API is a fake.
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { projectRoot } from '../../build/project-root.mjs';
import {
  APP_HOST,
  APP_SCHEME,
  RESPONSE_HEADERS,
  resolveBundleUrl,
} from '../../main/desktop/shell/windows/bundle-resolver';
import { createPageHand } from '../support/renderer/page-hand';

let server: Server;
let browser: Browser;
let fakeApi: string;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  const fake = await build({
    absWorkingDir: projectRoot,
    entryPoints: ['test/support/renderer/renderer-fake-entry.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome108',
  });
  fakeApi = fake.outputFiles[0]?.text ?? '';
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    const resolved = resolveBundleUrl(`${APP_SCHEME}://${APP_HOST}${pathname}`, request.method);
    if (resolved.kind === 'refused') return response.writeHead(resolved.status, RESPONSE_HEADERS).end();
    const headers = { ...RESPONSE_HEADERS, 'Content-Type': `${resolved.mimeType}; charset=utf-8` };
    return void readFile(join(projectRoot, 'dist/renderer', ...resolved.segments)).then(
      (body) => response.writeHead(200, headers).end(body),
      () => response.writeHead(404, RESPONSE_HEADERS).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { AXIOM_PAGES_CHROMIUM } = process.env;
  if (!AXIOM_PAGES_CHROMIUM) throw new Error('AXIOM_PAGES_CHROMIUM names no browser.');
  browser = await chromium.launch({ executablePath: AXIOM_PAGES_CHROMIUM });
});
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

beforeEach(async () => {
  page = await browser.newPage();
  complaints = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.addInitScript({ content: fakeApi });
});

const open = async (path: string) => {
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`);
  await page.waitForSelector('h1');
};

it('the window shows an account, and the policy refuses nothing of it', async () => {
  await open('index.html?scenario=good');
  await page.getByRole('button', { name: 'Copy access token' }).waitFor();
  expect(complaints).toEqual([]);
});

it('a passphrase is judged by the part that is loaded for it', async () => {
  await open('index.html?scenario=good');
  await createPageHand(page).requestPage('back-up');
  await page.getByLabel('Passphrase', { exact: true }).fill('abcdefghijklmnop');
  await page.getByLabel('The same passphrase again', { exact: true }).fill('abcdefghijklmnop');
  await page.keyboard.press('Enter');
  await page.getByText('its characters follow one another').waitFor();
  expect(complaints).toEqual([]);
});

it('the prompt asks for a token', async () => {
  await open('consent-prompt.html?scenario=prompt');
  await page.getByRole('button', { name: 'Not now' }).waitFor();
  expect(complaints).toEqual([]);
});

it('the policy is enforced: no code from text, no markup from text, no request, no frame', async () => {
  await open('index.html?scenario=good');
  const { refused, violated } = await page.evaluate(async () => {
    const directives = new Set<string>();
    document.addEventListener('securitypolicyviolation', (event) => directives.add(event.effectiveDirective));
    const isRefused = async (step: () => unknown) => {
      try {
        await step();
        return false;
      } catch {
        return true;
      }
    };
    const { trustedTypes } = window as unknown as {
      trustedTypes: { createPolicy(name: string, rules: object): object };
    };
    const answers = {
      // In a separate task: code that a debugger evaluates is exempt from the policy.
      // oxlint-disable-next-line eslint/no-eval -- it is what must be refused
      code: await new Promise((resolve) => setTimeout(() => resolve(isRefused(() => (0, eval)('1'))), 0)),
      markup: await isRefused(() => (document.createElement('p').innerHTML = '<b>a</b>')),
      trustedTypes: await isRefused(() => trustedTypes.createPolicy('own', {})),
      request: await isRefused(() => fetch('/index.html')),
    };
    document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.invalid/' }));
    document.head.append(Object.assign(document.createElement('style'), { textContent: 'h1 { color: red }' }));
    for (const awaited of ['frame-src', 'style-src-elem']) {
      while (!directives.has(awaited)) await new Promise((done) => setTimeout(done, 20));
    }
    return { refused: answers, violated: [...directives].sort() };
  });
  expect(refused).toEqual({ code: true, markup: true, trustedTypes: true, request: true });
  expect(violated).toEqual([
    'connect-src',
    'frame-src',
    'require-trusted-types-for',
    'style-src-elem',
    'trusted-types',
  ]);
});
