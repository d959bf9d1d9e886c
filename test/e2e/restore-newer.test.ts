// Newer tokens that another program puts into the keychain between the preview of a backup and the press on "Restore" stay, and the preview is updated.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { answerDialogs } from './support/answer-dialogs';
import { callFromPage, signInByPaste } from './support/calls-from-page';
import {
  fingerprint,
  hasKeychainEntry,
  savedFingerprint,
  secretToolLookup,
  tokensInKeychain,
} from './support/keychain-entry';
import { openStage, type Stage } from './support/stage';
import { lifeOf } from './support/token-life';

const PASSPHRASE = 'moving house on a Tuesday';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.dispose());

/** Like a program that does not know this app. */
function storeInKeychain(record: object): void {
  const args = ['store', '--label=Axiom', 'service', 'axiom-token-manager', 'account', 'default'];
  execFileSync('secret-tool', args, { env: stage.desktop.env, input: JSON.stringify(record) });
}

test('newer tokens of another program are noticed before anything is written', async () => {
  const app = await stage.start();
  const page = await app.page();
  await signInByPaste(page, stage.simulator);
  const path = join(await stage.newFolder(), 'a.axiombackup');
  await answerDialogs(app.electronApp, { save: path, open: path, button: 1 });
  const backup = { profileIds: ['default'], passphrase: PASSPHRASE };
  expect(await callFromPage(page, 'createBackup', backup)).toMatchObject({ ok: true });
  const entry = await secretToolLookup(stage.desktop);
  const { issuedAtMs } = lifeOf((await tokensInKeychain(stage.desktop))?.accessToken ?? '');
  expect(await callFromPage(page, 'signOut', { profileId: 'default' })).toMatchObject({ ok: true });
  expect(await hasKeychainEntry(stage.desktop)).toBe(false);

  const restore = page.getByRole('button', { name: /^Restore/ });
  const alert = (hasText: string) => page.getByRole('alert').filter({ hasText });
  await app.tray.click('Restore...');
  await page.getByRole('button', { name: 'Choose a backup file…' }).click();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByText('Adds the tokens. This account has none here.').waitFor();
  await waitUntil('the next second has begun', () => Date.now() >= issuedAtMs + 1_000);
  const newer = stage.simulator.openSession();
  const pair = { access_token: newer.accessToken, refresh_token: newer.refreshToken };
  const { issuedAtMs: issued_at_ms, endsAtMs: expires_at_ms } = lifeOf(newer.accessToken);
  const { sign_in_id: _id, decided: _decided, ...facts } = JSON.parse(entry ?? '{}') as Record<string, unknown>;

  // In a form that this app does not know: that may be anything.
  storeInKeychain(pair);
  await restore.click();
  await alert(
    'The saved sign-in is damaged. That came after this backup was opened, so nothing was restored.',
  ).waitFor();
  expect(await savedFingerprint(stage.desktop)).toEqual(fingerprint(newer));

  storeInKeychain({ ...facts, ...pair, issued_at_ms, expires_at_ms, received_at_ms: issued_at_ms });
  await page.locator('.restore-item').getByRole('checkbox').first().check();
  await restore.click();
  await alert('main has newer tokens here than in the backup.').waitFor();
  await page.getByText('The tokens here are newer.').waitFor();
  expect(await savedFingerprint(stage.desktop)).toEqual(fingerprint(newer));
});
