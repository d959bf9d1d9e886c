// Helpers for page tests: press Tab, read the focus, control the fake API. Used with renderer-harness.mjs.
import type { Page } from 'playwright-core';
import type { Page as PageName } from '../../../preload/contract/page-schema';
import type { FakeTokenManagerApi } from '../fakes/token-manager-api/fake-token-manager-api';
import type { SCENARIOS, ScenarioName } from './renderer-scenarios';

type FakeWindow = { fakeTokenManager: FakeTokenManagerApi; fakeScenarios: typeof SCENARIOS };

/** Common steps of page tests. */
export interface PageHand {
  /** Text, or else id, of the focused element. */
  readonly focused: () => Promise<string>;
  /** Presses Tab until an element with this text has the focus; fails when that never happens. */
  readonly tabTo: (text: string) => Promise<void>;
  /** Names of the calls that the page made. */
  readonly calls: () => Promise<string[]>;
  readonly requestPage: (page: PageName) => Promise<void>;
  readonly pushScenario: (name: ScenarioName) => Promise<void>;
  /** Waits for the page with this title. */
  readonly heading: (title: string) => Promise<void>;
}

export function createPageHand(page: Page): PageHand {
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return 'nothing';
      return element.textContent?.replaceAll('\u00a0', ' ') || element.id;
    });
  return {
    focused,
    tabTo: async (text) => {
      for (let presses = 0; presses < 40; presses += 1) {
        if ((await focused()).includes(text)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab never reached "${text}".`);
    },
    calls: () =>
      page.evaluate(() => (window as unknown as FakeWindow).fakeTokenManager.calls.map(({ name }) => name as string)),
    requestPage: (name) =>
      page.evaluate((target) => (window as unknown as FakeWindow).fakeTokenManager.requestPage({ page: target }), name),
    pushScenario: (name) =>
      page.evaluate((wanted) => {
        const { fakeTokenManager, fakeScenarios } = window as unknown as FakeWindow;
        fakeTokenManager.pushSnapshot(fakeScenarios[wanted](Date.now()));
      }, name),
    heading: (title) => page.getByRole('heading', { level: 1, name: title }).waitFor(),
  };
}
