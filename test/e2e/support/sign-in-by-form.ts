// Signs the app in through its window as a person does: welcome, e-mail and password, code, dashboard.
import type { Page } from 'playwright-core';
import type { AxiomSimulator } from '../../axiom-simulator/axiom-simulator';
import { waitUntil } from '../../support/wait-until';

/** From the welcome page to the code. */
export async function typePassword(
  page: Page,
  simulator: AxiomSimulator,
  password = simulator.account.password,
): Promise<void> {
  await page.getByRole('button', { name: 'Sign in with e-mail and password' }).click();
  await page.getByLabel('E-mail', { exact: true }).fill(simulator.account.email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The whole sign-in; resolves when the dashboard says "Healthy", or another expected headline. */
export async function signInByForm(page: Page, simulator: AxiomSimulator, expected = 'Healthy'): Promise<void> {
  const before = simulator.lastCode();
  await typePassword(page, simulator);
  await page.getByLabel('6-digit code').waitFor();
  await waitUntil('the simulator has sent a code', () => simulator.lastCode() !== before);
  await page.getByLabel('6-digit code').fill(simulator.lastCode() ?? '');
  await headline(page, expected);
}

/** Waits until the dashboard has this headline. */
export async function headline(page: Page, words: string | RegExp, limitMs = 20_000): Promise<void> {
  await page.locator('.page .chip').filter({ hasText: words }).waitFor({ timeout: limitMs });
}
