// The window's views of programs and activity, and the states of the consent prompt: a part of renderer-views.mjs.
import { press } from './renderer-steps.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** Steps from a scenario to a view. */
export const PROGRAM_VIEWS =
  /** @type {Record<string, readonly [scenario: string, ...steps: ((page: Page) => Promise<unknown>)[]]>} */ ({
    activity: ['three-profiles', press('All activity')],
    'activity-all': [
      'three-profiles',
      press('All activity'),
      (page) => page.getByLabel('Account', { exact: true }).selectOption(''),
    ],
    'activity-none': ['three-profiles', press('All activity'), (page) => page.getByLabel('Only problems').check()],
    'activity-saved': ['three-profiles', press('All activity'), press('Save as a table…')],
    programs: ['three-profiles', press('Programs')],
    'programs-none': ['good', press('Programs')],
    'programs-blocked': ['three-profiles', press('Programs'), press('Block curl')],
    trail: ['three-profiles', press('Programs'), press('What they were given')],
    'trail-token': [
      'three-profiles',
      press('Programs'),
      press('What they were given'),
      (page) =>
        page
          .getByRole('button', { name: /token 3fa9c210/ })
          .first()
          .click(),
      (page) => page.locator('summary').first().click(),
    ],
    'trail-none': [
      'three-profiles',
      press('Programs'),
      press('What they were given'),
      (page) => page.getByLabel('Program', { exact: true }).fill('nothing of that name'),
    ],
  });

/** States of the consent prompt (prompt-scenarios.ts), which is a separate window. */
export const PROMPTS = ['prompt', 'prompt-refresh', 'prompt-many', 'prompt-long', 'prompt-ssh', 'prompt-unknown'];
