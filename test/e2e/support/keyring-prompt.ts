// The keyring's own password prompt on a private desktop: starts the program that shows it, and answers it by keys, like a person.
// The prompt belongs to the desktop (gcr), not to the app.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startOwnedProcess } from '../../../build/virtual-desktop/owned-process.mjs';
import { VIRTUAL_KEYRING_PASSWORD } from '../../../build/virtual-desktop/virtual-keyring.mjs';
import type { DesktopSession } from '../../support/desktop-session';
import { waitUntil } from '../../support/wait-until';

/** Its path in Debian's package gcr, on which gnome-keyring depends. */
const PROMPTER = '/usr/libexec/gcr-prompter';
const PROMPTER_NAME = 'org.gnome.keyring.SystemPrompter';
const TITLE = 'Unlock Login Keyring';

/** The prompt of one desktop. */
export interface KeyringPrompt {
  isShown(): Promise<boolean>;
  waitForIt(): Promise<void>;
  typePassword(): Promise<void>;
  cancel(): Promise<void>;
  dispose(): Promise<void>;
}

/** From now on the keyring of `desktop` can ask for its password; resolves when it can. */
export async function openKeyringPrompt(desktop: DesktopSession): Promise<KeyringPrompt> {
  const { env, dir } = desktop;
  const run = async (command: string, args: readonly string[]): Promise<string> =>
    (await promisify(execFile)(command, args, { env })).stdout;
  const prompter = startOwnedProcess(PROMPTER, [], { env, logFile: join(dir, 'prompter.log') });
  const owner = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner'];
  await waitUntil('the desktop can show password prompts', async () =>
    (await run('dbus-send', [...owner, `string:${PROMPTER_NAME}`])).includes('boolean true'),
  );
  // xdotool ends with code 1 when it finds nothing.
  const isShown = async (): Promise<boolean> =>
    (await run('xdotool', ['search', '--onlyvisible', '--name', TITLE]).catch(() => '')) !== '';
  const press = async (...args: string[]): Promise<void> => {
    await run('xdotool', ['search', '--onlyvisible', '--name', TITLE, 'windowactivate', '--sync']);
    await run('xdotool', args);
  };
  return {
    isShown,
    waitForIt: () => waitUntil('the keyring asks for its password', isShown),
    async typePassword() {
      await press('type', '--delay', '5', VIRTUAL_KEYRING_PASSWORD);
      await press('key', 'Return');
    },
    cancel: () => press('key', 'Escape'),
    dispose: () => prompter.stop(),
  };
}
