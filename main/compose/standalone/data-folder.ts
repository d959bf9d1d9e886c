// The data folder of a command line without the app. A folder without a list of accounts was never set up: pause and consents are then in another folder, so nothing is
// handed out from this one.
import { lstatSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import { lastGoodName, wasSetAside } from '../../adapters/files/checked-json-file';
import { isMissing, toStorageError } from '../../adapters/files/storage-error';
import type { CallName, Operations } from '../../handout/operations';

/** Calls that add the first account to a folder, or choose its place; the folder is created for them. */
const SETTING_UP: ReadonlySet<CallName> = new Set<CallName>([
  ...(['login.start', 'import', 'restore', 'profiles.add', 'migrate'] as const),
]);
/** Calls that hand out nothing and change nothing. */
const HARMLESS: ReadonlySet<CallName> = new Set<CallName>([
  ...(['ping', 'status', 'profiles.list', 'doctor', 'login.answer', 'login.cancel'] as const),
]);

/** Whether there is a list of accounts or its backup copy, or was one that got damaged. A file that may not be read counts as present. */
export function isSetUp(dataDirectory: string): boolean {
  const path = join(dataDirectory, 'profiles.json');
  return isThere(path) || isThere(lastGoodName(path)) || wasSetAside(path);
}

function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    return !isMissing(error);
  }
}

/**
 * The data folder of a command line that runs alone. Each call checks whether the folder is set up, because the app
 * may set it up at any time.
 */
export class DataFolder {
  readonly #path: string;
  #isBeingSetUp = false;
  #open: (() => void) | undefined;
  /** Writes that wait until the folder is set up. */
  #waiting: (() => void)[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  /** Calls `write` now, or when the folder is set up. */
  later(write: () => void): void {
    if (this.mayList) write();
    else this.#waiting.push(write);
  }

  /**
   * `open` reads the places of the accounts. It is called once: now if there is a list, otherwise before the first
   * call that needs them.
   */
  openWith(open: () => void): void {
    this.#open = open;
    if (this.mayList) this.#openPlaces();
  }

  /**
   * Whether a list of accounts may be written there. Reading a place can change the list, but writing a list that
   * nobody asked for would set the folder up.
   */
  get mayList(): boolean {
    return this.#isBeingSetUp || isSetUp(this.#path);
  }

  /** @throws AxiomTokenError `TOKEN_NOT_FOUND` */
  refuseUnused(): void {
    if (!this.mayList) throw notSetUp(this.#path);
    this.#openPlaces();
  }

  /**
   * Creates the folder before calls that set it up, and refuses other calls that need it. Calls that only show
   * something find no account when there is no list.
   */
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
    const isAsked = 'check' in params && params.check === true;
    // A dry run compares the text with the stored tokens.
    if ('dryRun' in params && params.dryRun === true) return this.#openPlaces();
    if (HARMLESS.has(name) && !isAsked) return this.mayList ? this.#openPlaces() : undefined;
    if (!SETTING_UP.has(name)) return this.refuseUnused();
    await mkdir(this.#path, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw toStorageError(error, this.#path, 'write');
    });
    this.#isBeingSetUp = true;
    this.#openPlaces();
  }

  #openPlaces(): void {
    if (this.mayList) for (const write of this.#waiting.splice(0)) write();
    const open = this.#open;
    this.#open = undefined;
    open?.();
  }
}

function notSetUp(dataDirectory: string): AxiomTokenError {
  return new AxiomTokenError('TOKEN_NOT_FOUND', {
    message: `There are no accounts in ${dataDirectory}, so nothing is handed out or changed there.`,
    remedy:
      'Sign in with axiom-tokens login, or name the data folder that has your accounts with AXIOM_TOKENS_CONFIG_DIR. Without that variable the one of the app is used.',
  });
}
