// Every view for pictures and axe: the states of renderer-scenarios.ts, and views reached from them by steps.
import { press, way, request, openFile, type, answer, sendPressResult, choose, look } from './renderer-steps.mjs';
import { PROGRAM_VIEWS, PROMPTS } from './program-views.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {(page: Page) => Promise<unknown>} Step */

const toPassword = [way(/^Sign in with e-mail/), type('E-mail', 'trader@example.com')];
const toCode = [...toPassword, type('Password', 'right'), press('Sign in')];
const toChosen = [request('restore'), press('Choose a backup file…')];
const toPreview = [...toChosen, type('Passphrase', 'a long passphrase'), press('Open')];
const toFind = [press('Settings'), press('Find tokens on this computer…')];
const lookAtHome = press('Look in my home folder');
const openClaims = (/** @type {Page} */ page) => page.getByText('What the tokens say').click();
const OPENED_BACKUP = { kind: 'backup', fileName: 'axiom-tokens-2026-02-27-1200.axiombackup' };
const OPENED_REFUSED = {
  code: 'STORAGE_UNAVAILABLE',
  message: '/run/media/you/stick/axiom-tokens-2026-02-27-1200.axiombackup could not be opened. It is missing.',
  remedy: 'Find out where it is now, or connect its drive. Nothing was changed.',
};
/** The failure of one account in a call about several. */
const HEDGE_FAILED = {
  profileId: 'hedge',
  name: 'hedge',
  code: 'STORAGE_LOCKED',
  message: 'The system keychain is locked.',
  remedy: 'Unlock it. The app keeps the tokens in memory until then.',
};

/** Steps from a scenario to a view. */
const REACHED = /** @type {Record<string, readonly [scenario: string, ...steps: Step[]]>} */ ({
  password: ['welcome', ...toPassword],
  'password-error': ['welcome', ...toPassword, type('Password', 'wrong password'), press('Sign in')],
  'password-empty': ['welcome', way(/^Sign in with e-mail/), press('Sign in')],
  'password-browser': [
    'welcome',
    way(/^Sign in with e-mail/),
    type('E-mail', 'browser@example.com'),
    type('Password', 'x'),
    press('Sign in'),
  ],
  code: ['welcome', ...toCode],
  'code-error': ['welcome', ...toCode, type('6-digit code', '000000')],
  'code-undecided': [
    'welcome',
    ...toCode,
    answer('completePasswordSignIn', { isUndecided: true }),
    type('6-digit code', '123456'),
  ],
  browser: ['welcome', way(/^Sign in with a browser/)],
  tokens: ['welcome-environment', way(/^I have tokens/)],
  'tokens-error': ['welcome', way(/^I have tokens/), type('Tokens', 'not a token'), press('Use these tokens')],
  'store-unavailable': ['unavailable', press('Choose where to keep tokens')],
  'store-sealed': ['unavailable', press('Choose where to keep tokens'), choose(/^A file sealed/)],
  'store-sealed-error': [
    'unavailable',
    press('Choose where to keep tokens'),
    choose(/^A file sealed/),
    type('Passphrase', 'short'),
    press('Choose the file…'),
  ],
  'store-other-keychain': ['other-keychain', press('Choose where to keep tokens')],
  passphrase: ['sealed-locked', press('Enter the passphrase')],
  'passphrase-wrong': [
    'sealed-locked',
    press('Enter the passphrase'),
    type('Passphrase', 'wrong passphrase'),
    press('Open the file'),
  ],
  'passphrase-new': ['sealed-unsaved', press('Choose a passphrase')],
  'welcome-no-keychain': ['unavailable', press('Sign in')],
  copied: ['good', press('Copy access token')],
  refreshed: ['good', press('Refresh now')],
  hosts: ['good', (page) => page.getByText('By host, and what failed').click()],
  revealed: [
    'good',
    (page) => page.getByRole('button', { name: 'Hold to reveal' }).dispatchEvent('pointerdown', { button: 0 }),
  ],
  'add-profile': ['good', press('Add an account')],
  'add-profile-error': ['good', press('Add an account'), type('Name', 'Main'), press('Go on to the sign-in')],
  'signed-out': ['three-profiles', way(/^test/)],
  claims: ['good', openClaims],
  'plot-month': ['good', (page) => page.getByRole('radio', { name: '30 days' }).check()],
  'plot-part': ['good', (page) => page.getByRole('slider').press('Home')],
  ...PROGRAM_VIEWS,
  rename: ['good', press('Rename…')],
  'rename-error': ['three-profiles', press('Rename…'), type('Name', 'Hedge'), press('Rename')],
  'demo-settings': ['demo', press('Settings')],
  'long-names-activity': ['long-names', press('All activity')],
  'long-names-settings': ['long-names', press('Settings')],
  'long-names-backup': ['long-names', request('back-up')],
  'long-names-clear': ['long-names', request('clear')],
  'long-names-store': ['long-names', request('store')],
  'long-names-sign-in': ['long-names', request('sign-in')],
  'long-names-browser': ['long-names', request('browser')],
  'long-names-rename': ['long-names', press('Rename…')],
  'long-names-find': ['long-names', ...toFind, look({}), lookAtHome],
  'long-names-restore': [
    'long-names',
    answer('openBackup', {
      backupId: 'backup-1',
      fileName: `${'w'.repeat(80)}.axiombackup`,
      createdAtMs: Date.now() - 172_800_000,
      profiles: [
        {
          ...{ id: 'trading', name: 'WM'.repeat(20), email: `${'w'.repeat(100)}@example.com`, savedAtMs: Date.now() },
          ...{ effect: 'add', holder: { name: 'MW'.repeat(20), effect: 'replace-newer' } },
        },
      ],
    }),
    ...toPreview,
    (page) => page.getByRole('checkbox', { name: /^WM/ }).check(),
  ],
  'long-names-cleared': [
    'long-names',
    request('clear'),
    (page) =>
      page.evaluate(() => {
        const { fakeTokenManager } = /** @type {any} */ (window);
        fakeTokenManager.answerNext('clearTokens', {
          removed: [`${'WM'.repeat(20)}: the tokens in /home/${'x'.repeat(80)}`],
          remaining: [
            {
              profileId: 'a1',
              name: 'MW'.repeat(20),
              code: 'STORAGE_LOCKED',
              message: 'Locked.',
              remedy: 'Unlock it.',
            },
          ],
        });
      }),
    press('Clear tokens…'),
  ],
  shortcut: ['three-profiles', press('Settings'), sendPressResult({ kind: 'copied', clearsAfterSeconds: 30 })],
  'shortcut-failed': [
    'long-names',
    press('Settings'),
    sendPressResult({
      kind: 'failed',
      failure: { code: 'NETWORK', message: 'Axiom cannot be reached.', remedy: 'Check the internet connection.' },
    }),
  ],
  'replaced-settings': ['replaced', press('Settings')],
  'replaced-sign-in': ['replaced', request('sign-in')],
  'paused-welcome': ['paused', request('sign-in')],
  'paused-settings': ['paused', press('Settings')],
  backup: ['three-profiles', request('back-up')],
  'backup-exported': ['three-profiles', request('back-up'), press('Export main as a plain file…')],
  'backup-export-paused': [
    'three-profiles',
    request('back-up'),
    (page) => page.evaluate(() => /** @type {any} */ (window).fakeTokenManager.failNext('exportTokens', 'PAUSED')),
    press('Export main as a plain file…'),
  ],
  'backup-error': ['three-profiles', request('back-up'), type('Passphrase', 'short'), press('Choose where to save…')],
  restore: ['three-profiles', request('restore')],
  'restore-opened': ['three-profiles', openFile(OPENED_BACKUP)],
  'restore-opened-waits': [
    'three-profiles',
    request('back-up'),
    type('Passphrase', 'half of one'),
    openFile(OPENED_BACKUP),
  ],
  'restore-opened-beside': ['three-profiles', ...toPreview, openFile(OPENED_BACKUP)],
  'restore-opened-refused': [
    'three-profiles',
    sendPressResult({ kind: 'copied', clearsAfterSeconds: 30 }),
    press('Settings'),
    openFile({ kind: 'refused', failure: OPENED_REFUSED }),
  ],
  'restore-chosen': ['three-profiles', ...toChosen, type('Passphrase', 'wrong passphrase'), press('Open')],
  'restore-damaged': [
    'three-profiles',
    (page) =>
      page.evaluate(() => /** @type {any} */ (window).fakeTokenManager.failNext('chooseBackup', 'BACKUP_CORRUPT')),
    ...toChosen,
  ],
  'restore-preview': ['three-profiles', ...toPreview, (page) => page.getByRole('checkbox', { name: /^hedge/ }).check()],
  'restore-unread': [
    'three-profiles',
    answer('openBackup', {
      backupId: 'backup-1',
      fileName: 'axiom-tokens.axiombackup',
      createdAtMs: Date.now() - 172_800_000,
      profiles: [{ id: 'main', name: 'main', savedAtMs: Date.now() - 172_800_000, effect: 'unread' }],
    }),
    ...toPreview,
  ],
  'restore-ways': [
    'three-profiles',
    answer('openBackup', {
      backupId: 'backup-1',
      fileName: 'axiom-tokens.axiombackup',
      createdAtMs: Date.now() - 172_800_000,
      profiles: [
        {
          ...{ id: 'trading', name: 'trading', email: 'trader@example.com', savedAtMs: Date.now() - 172_800_000 },
          ...{ effect: 'add', holder: { name: 'main', effect: 'replace-newer' } },
        },
        {
          ...{ id: 'hedge', name: 'hedge', email: 'fund@example.com', savedAtMs: Date.now() - 172_800_000 },
          ...{ effect: 'other-account', newName: 'hedge 2' },
        },
      ],
    }),
    ...toPreview,
    (page) => page.getByRole('checkbox', { name: /^trading/ }).check(),
    (page) => page.getByRole('checkbox', { name: /^hedge/ }).check(),
  ],
  'restore-twins': [
    'three-profiles',
    answer('openBackup', {
      backupId: 'backup-1',
      fileName: 'axiom-tokens.axiombackup',
      createdAtMs: Date.now() - 172_800_000,
      profiles: [
        {
          ...{ id: 'main', name: 'main', accountId: 'trader-7', savedAtMs: Date.now() - 172_800_000 },
          effect: 'replace-older',
        },
        {
          ...{ id: 'again', name: 'again', accountId: 'trader-7', savedAtMs: Date.now() - 172_800_000 },
          ...{ effect: 'add', twin: 'main', holder: { name: 'main', effect: 'replace-older' } },
        },
      ],
    }),
    ...toPreview,
    (page) => page.getByRole('checkbox', { name: /^again/ }).check(),
    (page) => page.getByRole('radio', { name: /^Into main/ }).check(),
    way(/^Restore \d/),
  ],
  'restore-unsaved': ['unsaved', ...toPreview, answer('restoreBackup', { restored: ['default'] }), way(/^Restore \d/)],
  'restore-refused': [
    'three-profiles',
    ...toPreview,
    answer('restoreBackup', { restored: ['main'], refused: [HEDGE_FAILED] }),
    way(/^Restore \d/),
  ],
  'backup-left-out': [
    'three-profiles',
    request('back-up'),
    type('Passphrase', 'a long passphrase'),
    type('The same passphrase again', 'a long passphrase'),
    answer('createBackup', {
      path: '/home/you/Documents/axiom-tokens.axiombackup',
      profileCount: 1,
      leftOut: [HEDGE_FAILED],
    }),
    press('Choose where to save…'),
  ],
  clear: ['three-profiles', request('clear')],
  cleared: ['three-profiles', request('clear'), press('Clear tokens…')],
  'clear-remaining': [
    'three-profiles',
    request('clear'),
    answer('clearTokens', {
      removed: ['the tokens of main, in memory and in the system keychain'],
      remaining: [HEDGE_FAILED],
    }),
    press('Clear tokens…'),
  ],
  find: ['three-profiles', ...toFind],
  'find-looking': ['three-profiles', ...toFind, look({ isDone: false, found: [] }), lookAtHome],
  'find-cancelled': ['three-profiles', ...toFind, look({ isDone: false }), lookAtHome, press('Cancel')],
  'find-none': ['three-profiles', ...toFind, look({ found: [] }), lookAtHome],
  'find-found': ['three-profiles', ...toFind, look({ unseenCount: 3 }), lookAtHome],
  'find-early': ['three-profiles', ...toFind, look({ stoppedBy: 'count', unseenCount: 1 }), lookAtHome],
  'find-other-account': [
    'three-profiles',
    ...toFind,
    look({}),
    lookAtHome,
    (page) =>
      page.evaluate(() => /** @type {any} */ (window).fakeTokenManager.failNext('importLeftover', 'WRONG_ACCOUNT')),
    (page) => page.getByRole('button', { name: 'Import into main' }).first().click(),
  ],
  settings: ['three-profiles', press('Settings')],
  'settings-start-unknown': [
    'three-profiles',
    (page) =>
      page.evaluate(() => /** @type {any} */ (window).fakeTokenManager.failNext('getAutostart', 'STORAGE_DENIED')),
    press('Settings'),
  ],
  'settings-start-other': ['three-profiles', answer('getAutostart', { state: 'other' }), press('Settings')],
  'settings-troubled': ['every-shape', press('Settings')],
  'store-move': ['three-profiles', press('Settings'), press('Move tokens of hedge…'), choose(/^A file…/)],
  about: ['good', request('about')],
  'about-copied': ['good', request('about'), press('Copy these facts')],
  check: ['good', request('check')],
  'use-in-programs': ['three-profiles', press('Use it in your programs…')],
  'use-in-programs-copied': ['three-profiles', press('Use it in your programs…'), press('Copy the lines for Python')],
  shortcuts: ['three-profiles', request('shortcuts')],
});

/** States of renderer-scenarios.ts without further steps. */
const OPENED =
  'welcome welcome-old-runtime welcome-environment good due refreshing expiring offline expired needs-sign-in needs-browser locked unavailable sealed-locked sealed-unsaved sealed-good other-keychain unsaved file-open-to-others file-taken-away file-not-there sealed-not-there held-up not-remembered corrupt opening unknown-expiry paused paused-unsaved sign-in-ending demo three-profiles unknown-entries welcome-unknown-entries simulator network-page expired-unsaved server-trouble asked-to-wait refused-once every-shape long-names clock-behind activity-not-kept replaced removed';

/** The names of all views. */
export const VIEWS = [...OPENED.split(' '), ...Object.keys(REACHED), ...PROMPTS];

/**
 * Brings the window to the view `name`: one of VIEWS, or a state of renderer-scenarios.ts.
 * @param {import('./renderer-harness.mjs').RendererHarness} harness
 * @param {string} name
 */
export async function showView(harness, name) {
  const [scenario, ...steps] = REACHED[name] ?? [name];
  await harness.resize(1280, 800);
  await harness.show(scenario);
  for (const step of steps) await step(harness.page);
  // The buttons work after a short time.
  if (PROMPTS.includes(name)) await harness.page.waitForSelector('button:not([aria-disabled])');
}
