// The data folder of a command line that runs alone. One without a list of accounts was never set up: pause and decisions about programs lie in another one then, and
// what would be handed out from it, past them, is refused.
import { lstatSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import { lastGoodName } from '../../adapters/files/checked-json-file';
import { isMissing, toStorageError } from '../../adapters/files/storage-error';
import type { CallName, Operations } from '../../handout/operations';

/** They put the first account into a folder, which is made for that. */
const SETTING_UP: ReadonlySet<CallName> = new Set<CallName>(['login.start', 'import', 'restore', 'profiles.add']);
/** They hand out nothing and change nothing. */
const HARMLESS: ReadonlySet<CallName> = new Set<CallName>([
  ...(['ping', 'status', 'profiles.list', 'doctor', 'login.answer', 'login.cancel'] as const),
]);

/** Whether a list of accounts is there, or its copy; one that may not be looked at is. */
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

/** Makes the folder before what sets it up, and refuses anything else that needs one. Looked at at each call. */
export function withDataFolder(operations: Operations, dataDirectory: string): Operations {
  const wrapped = Object.entries(operations).map(([name, run]) => [
    name,
    async (...args: Parameters<typeof run>) => {
      await prepare(name as CallName, args[0], dataDirectory);
      return (run as (...given: typeof args) => Promise<unknown>)(...args);
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
