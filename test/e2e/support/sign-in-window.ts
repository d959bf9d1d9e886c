// The app's sign-in window and the simulator's pages in it, filled in like a person does.
import type { Page } from 'playwright-core';
import type { AxiomSimulator } from '../../axiom-simulator/axiom-simulator';
import { waitUntil } from '../../support/wait-until';
import type { AppUnderTest } from './app-under-test';

/** Kept in the app's main process for later use by a test. */
export type HeldByMain = { signInSession?: Electron.Session };

/** Chooses the browser window on the welcome page; resolves with the window's page once it shows the form. */
export async function openSignInWindow(app: AppUnderTest, simulator: AxiomSimulator): Promise<Page> {
  await (await app.page()).getByRole('button', { name: 'Sign in with a browser window' }).click();
  return signInPage(app, simulator);
}

/** The sign-in window's page once it shows the form; its session is kept in the main process. */
export async function signInPage(app: AppUnderTest, { origin }: AxiomSimulator): Promise<Page> {
  let found: Page | undefined;
  await waitUntil('the sign-in window shows the site', () => {
    found = app.electronApp.windows().find((page) => page.url().startsWith(origin));
    return found !== undefined;
  });
  if (!found) throw new Error('unreachable');
  await found.getByLabel('E-mail').waitFor();
  await app.electronApp.evaluate(({ BrowserWindow }, start) => {
    const shown = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().startsWith(start));
    if (shown) (globalThis as HeldByMain).signInSession = shown.webContents.session;
  }, origin);
  return found;
}

/** Both steps of the simulator's sign-in; resolves when the window has closed by itself. */
export async function fillInSite(window: Page, simulator: AxiomSimulator): Promise<void> {
  const before = simulator.lastCode();
  await window.getByLabel('E-mail').fill(simulator.account.email);
  await window.getByLabel('Password').fill(simulator.account.password);
  await window.getByRole('button', { name: 'Sign in' }).click();
  await window.getByLabel('6-digit code').waitFor();
  await waitUntil('the site has sent a code', () => simulator.lastCode() !== before);
  await window.getByLabel('6-digit code').fill(simulator.lastCode() ?? '');
  const closed = window.waitForEvent('close');
  // The window disappears during this click.
  const press = window.getByRole('button', { name: 'Continue' });
  await press.click().catch(() => undefined);
  await closed;
}
