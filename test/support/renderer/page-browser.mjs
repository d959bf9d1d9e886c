// Opens the browser for tests of the window's pages: the real Electron, or the Chromium that AXIOM_PAGES_CHROMIUM names (test/electron45).
import { chromium, _electron } from 'playwright-core';
import { openElectronRuntime } from '../../../build/electron-runtime.mjs';
import { createTerminalProgress } from '../../../build/progress.mjs';
import { projectRoot } from '../../../build/project-root.mjs';
import { openDesktopSession } from '../../../build/virtual-desktop/desktop-session.mjs';
import { DRAWN_BY_PROCESSOR } from '../drawn-by-processor.mjs';

/** The variable with the path of a Chromium. */
export const CHROMIUM_VARIABLE = 'AXIOM_PAGES_CHROMIUM';

/** @typedef {{page: import('playwright-core').Page, close: () => Promise<unknown>}} OpenedPage an empty page, and what ends its browser */

/**
 * @param {string} shell the folder of an Electron app that opens one window
 * @returns {Promise<OpenedPage>}
 */
export function openPageBrowser(shell) {
  const path = process.env[CHROMIUM_VARIABLE];
  return path ? openInChromium(path) : openInElectron(shell);
}

/** @returns {Promise<OpenedPage>} */
async function openInChromium(/** @type {string} */ executablePath) {
  const browser = await chromium.launch({ executablePath });
  const page = await browser.newPage({ locale: 'en-GB' });
  return { page, close: () => browser.close() };
}

/** @returns {Promise<OpenedPage>} */
async function openInElectron(/** @type {string} */ shell) {
  const session = await openDesktopSession({ display: true, keyring: 'none', trayHost: false, size: '1600x1200' });
  try {
    const { executable } = await openElectronRuntime({
      root: projectRoot,
      env: process.env,
      progress: createTerminalProgress(process.stderr),
    });
    const app = await _electron.launch({
      executablePath: executable,
      args: ['--no-sandbox', DRAWN_BY_PROCESSOR, shell],
      env: /** @type {Record<string, string>} */ ({ ...session.env, LANGUAGE: 'en_GB' }),
    });
    return {
      page: await app.firstWindow(),
      close: async () => {
        await app.close();
        await session.dispose();
      },
    };
  } catch (error) {
    await session.dispose();
    throw error;
  }
}
