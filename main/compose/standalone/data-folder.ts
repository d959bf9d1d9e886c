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

export interface DataFolderParts {
  readonly dataDirectory: string;
  /** Reads the places of the accounts; called before each call that needs them, and does nothing after the first time. */
  readonly open: () => void;
}

/** The data folder of a command line that runs alone. Whether it is set up is looked at at each call: the app may do that meanwhile. */
export class DataFolder {
  readonly #parts: DataFolderParts;
  #isBeingSetUp = false;

  constructor(parts: DataFolderParts) {
    this.#parts = parts;
    if (this.mayList) parts.open();
  }

  /** Whether a list of accounts may be written there: reading a place finds what is worth a note, but a list that nobody has asked for would set the folder up. */
  get mayList(): boolean {
    return this.#isBeingSetUp || isSetUp(this.#parts.dataDirectory);
  }

  /** @throws AxiomTokenError `TOKEN_NOT_FOUND` */
  refuseUnused(): void {
    if (!this.mayList) throw notSetUp(this.#parts.dataDirectory);
    this.#parts.open();
  }

  /** Makes the folder before what sets it up, and refuses anything else that needs one. What only tells finds no account where there is no list. */
  around(operations: Operations): Operations {
    const wrapped = Object.entries(operations).map(([name, run]) => [
      name,
      async (...args: Parameters<typeof run>) => {
        await this.#prepare(name as CallName, args[0]);
        return (run as (...given: typeof args) => Promise<unknown>)(...args);
      },
    ]);
    return Object.fromEntries(wrapped) as Operations;
  }

  async #prepare(name: CallName, params: object): Promise<void> {
    const { dataDirectory, open } = this.#parts;
    const isAsked = 'check' in params && params.check === true;
    // It is compared with what the places hold.
    if ('dryRun' in params && params.dryRun === true) return open();
    if (HARMLESS.has(name) && !isAsked) return this.mayList ? open() : undefined;
    if (!SETTING_UP.has(name)) return this.refuseUnused();
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw toStorageError(error, dataDirectory, 'write');
    });
    this.#isBeingSetUp = true;
    open();
  }
}

function notSetUp(dataDirectory: string): AxiomTokenError {
  return new AxiomTokenError('TOKEN_NOT_FOUND', {
    message: `There are no accounts in ${dataDirectory}, so nothing is handed out or changed there.`,
    remedy:
      'Sign in with axiom-tokens login, or name the data folder that has your accounts with AXIOM_TOKENS_CONFIG_DIR. Without that variable the one of the app is used.',
  });
}
