// The data folder of a command line without the app. A folder without a list of accounts was never set up: pause and consents are then in another folder, so nothing is
// handed out from this one.
import { lstatSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import { lastGoodName } from '../../adapters/files/checked-json-file';
import { isMissing, toStorageError } from '../../adapters/files/storage-error';
import type { CallName, Operations } from '../../handout/operations';

/** Calls that add the first account to a folder; the folder is created for them. */
const SETTING_UP: ReadonlySet<CallName> = new Set<CallName>(['login.start', 'import', 'restore', 'profiles.add']);
/** Calls that hand out nothing and change nothing. */
const HARMLESS: ReadonlySet<CallName> = new Set<CallName>([
  ...(['ping', 'status', 'profiles.list', 'doctor', 'login.answer', 'login.cancel'] as const),
]);

/** Whether there is a list of accounts, or its backup copy. A file that may not be read counts as present. */
export function isSetUp(dataDirectory: string): boolean {
  const path = join(dataDirectory, 'profiles.json');
  return isThere(path) || isThere(lastGoodName(path));
}

function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    return !isMissing(error);
  }
}

/** Creates the folder for calls that set it up, and refuses other calls that need a folder that is set up. Checked at each call. */
export function withDataFolder(operations: Operations, dataDirectory: string): Operations {
  const wrapped = Object.entries(operations).map(([name, run]) => [
    name,
    async (...args: Parameters<typeof run>) => {
      await prepare(name as CallName, args[0], dataDirectory);
      return (run as (...all: typeof args) => Promise<unknown>)(...args);
    },
  ]);
  return Object.fromEntries(wrapped) as Operations;
}

async function prepare(name: CallName, params: object, dataDirectory: string): Promise<void> {
  const isAsked = 'check' in params && params.check === true;
  const isTried = 'dryRun' in params && params.dryRun === true;
  if (isTried || (HARMLESS.has(name) && !isAsked)) return;
  if (!SETTING_UP.has(name)) {
    if (!isSetUp(dataDirectory)) throw notSetUp(dataDirectory);
    return;
  }
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw toStorageError(error, dataDirectory, 'write');
  });
}

function notSetUp(dataDirectory: string): AxiomTokenError {
  return new AxiomTokenError('TOKEN_NOT_FOUND', {
    message: `There are no accounts in ${dataDirectory}, so nothing is handed out or changed there.`,
    remedy:
      'Sign in with axiom-tokens login, or name the data folder that has your accounts with AXIOM_TOKENS_CONFIG_DIR. Without that variable the one of the app is used.',
  });
}
