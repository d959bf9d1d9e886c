// Shows the window's pages in the real Electron, or in a Chromium, with a fake API instead of main, for screenshots and for tests of the pages.
// Bundles the pages as the build does, serves them on loopback with the page's own content security policy, and opens one window.
import { createServer } from 'node:http';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { openPageBrowser } from './page-browser.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const TYPES = /** @type {Record<string, string>} */ ({
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
});
/** The browser keeps the pages and their compiled code for the next view. */
const KEPT = { 'cache-control': 'max-age=3600' };
// Each page is open for less than a second: optimizing its code costs more than it saves.
const MAIN = `const { app, BrowserWindow } = require('electron');
app.commandLine.appendSwitch('js-flags', '--no-opt');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, useContentSize: true, webPreferences: { sandbox: true } });
  return window.loadURL('about:blank');
});`;

/**
 * @typedef {object} RendererHarness
 * @property {import('playwright-core').Page} page
 * @property {(scenario: string) => Promise<void>} show loads the pages in a state of renderer-scenarios.ts
 * @property {(width: number, height: number) => Promise<void>} resize
 * @property {string[]} complaints errors of the console: thrown, or refused by the content security policy
 * @property {() => Promise<void>} dispose
 */

/** @returns {Promise<RendererHarness>} */
export async function openRendererHarness() {
  const dir = await mkdtemp(join(tmpdir(), 'axiom-pages-'));
  /** @type {(() => Promise<unknown> | void)[]} */
  const disposers = [() => rm(dir, { recursive: true, force: true })];
  const dispose = async () => {
    for (let next = disposers.pop(); next !== undefined; next = disposers.pop()) await next();
  };
  try {
    await bundlePages(dir);
    const server = await serve(dir);
    disposers.push(server.close);
    const { page, close } = await openPageBrowser(dir);
    disposers.push(close);
    /** @type {string[]} */
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    return {
      page,
      complaints,
      show: async (scenario) => {
        const html = scenario.startsWith('prompt') ? 'consent-prompt.html' : 'index.html';
        await page.goto(`${server.origin}/${html}?scenario=${scenario}`);
        // Not by a selector: Playwright's script for selectors takes as long as loading the page.
        await page.evaluate(untilHeading);
      },
      resize: (width, height) => page.setViewportSize({ width, height }),
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Runs in the page: resolves once its heading is shown. */
function untilHeading() {
  return new Promise((resolve, reject) => {
    const endsAtMs = performance.now() + 20_000;
    const look = () => {
      if (document.querySelector('h1')?.checkVisibility()) resolve(undefined);
      else if (performance.now() > endsAtMs) reject(new Error('The page shows no heading.'));
      else setTimeout(look, 10);
    };
    look();
  });
}

async function bundlePages(/** @type {string} */ dir) {
  const common = /** @satisfies {import('esbuild').BuildOptions} */ ({
    absWorkingDir: root,
    bundle: true,
    outdir: dir,
    platform: 'browser',
    target: 'chrome108',
    logLevel: 'warning',
  });
  await Promise.all([
    build({
      ...common,
      entryPoints: [
        { in: 'renderer/main.tsx', out: 'main' },
        { in: 'renderer/style.css', out: 'style' },
        { in: 'renderer/consent-prompt.tsx', out: 'consent-prompt' },
        { in: 'renderer/consent-prompt.css', out: 'consent-prompt' },
      ],
      format: 'esm',
      loader: { '.svg': 'dataurl' },
      jsx: 'automatic',
      jsxImportSource: 'preact',
    }),
    build({ ...common, entryPoints: { fake: 'test/support/renderer/renderer-fake-entry.ts' }, format: 'iife' }),
  ]);
  for (const name of ['index.html', 'consent-prompt.html']) {
    const html = await readFile(join(root, 'renderer', name), 'utf8');
    const marker = '<script type="module"';
    if (!html.includes(marker)) throw new Error(`renderer/${name} has no module script to put the fake API before.`);
    await writeFile(join(dir, name), html.replace(marker, `<script src="./fake.js"></script>\n    ${marker}`));
  }
  await writeFile(
    join(dir, 'package.json'),
    JSON.stringify({ name: 'axiom-pages', version: '0.0.0', main: 'shell.js' }),
  );
  await writeFile(join(dir, 'shell.js'), MAIN);
}

/** @returns {Promise<{origin: string, close: () => Promise<void>}>} */
async function serve(/** @type {string} */ dir) {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    // A browser requests it automatically.
    if (path === '/favicon.ico') return response.writeHead(204).end();
    readFile(join(dir, path)).then(
      (body) => response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain', ...KEPT }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The pages could not be served.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
