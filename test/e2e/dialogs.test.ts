// The app's dialogs in the real Electron: which one each call opens, in which folder, over which window, and that only a yes counts as yes.
// The question before a sign-out is answered by key, like a person does; tests cannot reach file dialogs, so those are answered in main.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallName } from '../../preload/contract/channels';
import { waitUntil } from '../support/wait-until';
import { answerDialogs, dialogsSeen } from './support/answer-dialogs';
import { callWithAnything, signInByPaste } from './support/calls-from-page';
import { fingerprint, hasKeychainEntry, savedFingerprint } from './support/keychain-entry';
import { headline } from './support/sign-in-by-form';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { closeWindow, visibleTitles } from './support/window-of-app';

interface SeenDialog {
  readonly title?: string;
  readonly buttonLabel?: string;
  readonly defaultPath?: string;
  readonly filters?: readonly { readonly extensions: readonly string[] }[];
  readonly message?: string;
  readonly detail?: string;
  readonly type?: string;
  readonly buttons?: readonly string[];
  readonly isOfWindow: boolean;
}

const PASSPHRASE = 'moving house on a Tuesday';
const profileId = 'default';

let stage: Stage;
let app: StartedApp;
let page: Page;
let documents: string;

beforeAll(async () => {
  stage = await openStage();
  app = await stage.start();
  page = await app.page();
  documents = await app.electronApp.evaluate(({ app: electron }) => electron.getPath('documents'));
});
afterAll(() => stage?.dispose());

async function seen(): Promise<SeenDialog[]> {
  return (await dialogsSeen(app.electronApp)).map((json) => JSON.parse(json) as SeenDialog);
}

async function codeOf(name: CallName, request: unknown): Promise<string> {
  const outcome = await callWithAnything(page, name, request);
  return outcome.ok ? 'ok' : outcome.failure.code;
}

describe('the question before a sign-out from the tray', () => {
  const run = promisify(execFile);
  const xdotool = async (...args: string[]): Promise<string> =>
    (await run('xdotool', args, { env: stage.desktop.env })).stdout.trim();

  /** Asks to sign out, and answers the desktop's dialog with these keys. */
  async function answerByKeys(...keys: readonly string[]): Promise<void> {
    await xdotool('search', '--onlyvisible', '--name', 'Axiom Token Manager', 'windowactivate', '--sync');
    const main = await xdotool('getactivewindow');
    await app.tray.click('Sign out');
    // Between two windows none has the focus for a moment.
    const inFront = (): Promise<string> => xdotool('getactivewindow').catch(() => main);
    await waitUntil('a dialog is in front', async () => (await inFront()) !== main);
    await xdotool('key', ...keys);
    await waitUntil('the dialog is gone', async () => (await xdotool('getactivewindow').catch(() => '')) === main);
  }

  test('is shown over the window; Escape means no, and so does a Return that was pressed too soon', async () => {
    await signInByPaste(page, stage.simulator);
    await answerByKeys('Escape');
    await answerByKeys('Return');
    await headline(page, 'Healthy');
    expect(await savedFingerprint(stage.desktop)).toEqual(fingerprint(stage.simulator.currentTokens()));
  });

  test('removes the tokens when the other button is chosen', async () => {
    await answerByKeys('Tab', 'Return');
    const { tooltip } = await app.tray.waitForIcon('ring-dashed-idle');
    expect(tooltip).toMatch(/^main: signed out/);
    await waitUntil('the keychain entry is gone', async () => !(await hasKeychainEntry(stage.desktop)));
  });

  test('names the profile and the effect of a yes, and belongs to the window only while that is visible', async () => {
    await signInByPaste(page, stage.simulator);
    await answerDialogs(app.electronApp, { button: 0 });
    await app.tray.click('Sign out');
    await waitUntil('the question was asked', async () => (await seen()).length === 1);
    await closeWindow(app.electronApp, 'app://');
    await waitUntil('the window is hidden', async () => (await visibleTitles(app.electronApp)).length === 0);
    await app.tray.click('Sign out');
    await waitUntil('it was asked again', async () => (await seen()).length === 2);
    const question = {
      message: 'Sign out of main?',
      detail: expect.stringMatching(
        /^Its tokens are removed from memory and from the system keychain\. The account stays/,
      ),
      buttons: ['Cancel', 'Sign out'],
    };
    expect(await seen()).toMatchObject([
      { ...question, isOfWindow: true },
      { ...question, isOfWindow: false },
    ]);
    await app.tray.activate();
  });
});

/** The calls with a file dialog: its texts, the suggested name, and the first file filter. */
const FILE_DIALOGS: readonly [
  CallName,
  object | undefined,
  title: string,
  button: string,
  name: string,
  extension: string,
][] = [
  ['chooseBackup', undefined, 'Open a backup', 'Open backup', '', 'axiombackup'],
  ['importTokens', { profileId, source: 'file' }, 'Open a file with tokens', 'Import', '', 'json'],
  ['startSearch', { where: 'folder' }, 'Look for tokens in a folder', 'Look here', '', ''],
  [
    'chooseStorage',
    { profileId, kind: 'file' },
    'Choose where to keep the tokens',
    'Keep here',
    '.axiom_tokens.json',
    'json',
  ],
  [
    'moveToSealedFile',
    { profileId, passphrase: PASSPHRASE },
    'Choose where to keep the sealed tokens',
    'Keep here',
    'axiom-tokens.axiomsealed',
    'axiomsealed',
  ],
];

describe('the file dialogs', () => {
  test.each(FILE_DIALOGS)(
    '%s opens its own, over the window, in the documents; cancelled, nothing is done',
    async (call, request, title, buttonLabel, name, extension) => {
      await answerDialogs(app.electronApp, {});
      expect(await codeOf(call, request)).toBe('CANCELLED');
      const [dialog, ...more] = await seen();
      const path = name === '' ? documents : join(documents, name);
      expect(dialog).toMatchObject({ title, buttonLabel, defaultPath: path, isOfWindow: true });
      const filters = extension === '' ? undefined : [[extension], ['*']];
      expect(dialog?.filters?.map(({ extensions }) => extensions)).toEqual(filters);
      expect(more).toEqual([]);
    },
  );

  test('the next one opens where the person went last; one that was cancelled does not count', async () => {
    const folder = await stage.newFolder();
    await answerDialogs(app.electronApp, { open: join(folder, 'not-there.axiombackup') });
    expect(await codeOf('chooseBackup', undefined)).toBe('INVALID_INPUT');
    await answerDialogs(app.electronApp, {});
    await codeOf('importTokens', { profileId, source: 'file' });
    await codeOf('chooseStorage', { profileId, kind: 'file' });
    expect((await seen()).map(({ defaultPath }) => defaultPath)).toEqual([folder, join(folder, '.axiom_tokens.json')]);
  });

  test('one that was cancelled with an empty path, as some systems do, was cancelled', async () => {
    await answerDialogs(app.electronApp, { save: '', open: '' });
    expect(await codeOf('chooseStorage', { profileId, kind: 'file' })).toBe('CANCELLED');
    expect(await codeOf('chooseBackup', undefined)).toBe('CANCELLED');
  });

  test('a backup is suggested by the minute that it is made in', async () => {
    await answerDialogs(app.electronApp, {});
    expect(await codeOf('createBackup', { profileIds: [profileId], passphrase: PASSPHRASE })).toBe('CANCELLED');
    expect(await seen()).toMatchObject([
      {
        title: 'Save the backup',
        buttonLabel: 'Save backup',
        properties: ['showOverwriteConfirmation'],
        isOfWindow: true,
      },
    ]);
    expect((await seen())[0]?.defaultPath).toMatch(/\/axiom-tokens-\d{4}-\d\d-\d\d-\d{4}\.axiombackup$/);
  });
});

test('what fails after a yes is reported in a dialog, in words and with the next step', async () => {
  await answerDialogs(app.electronApp, { button: 1 });
  await stage.keyring.lock();
  await app.tray.click('Sign out');
  await waitUntil('the failure is shown', async () => (await seen()).length === 2);
  expect((await seen())[1]).toMatchObject({
    type: 'warning',
    message: expect.stringMatching(/locked/),
    detail: expect.stringMatching(/removed automatically/),
    buttons: ['Close'],
  });
  await stage.keyring.unlock();
  expect(await hasKeychainEntry(stage.desktop)).toBe(true);
});
