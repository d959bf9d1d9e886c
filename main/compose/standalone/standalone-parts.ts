// What a command line without the app is created from, and the result. Types.
import type { Secret } from '../../core/base/secret';
import type { Choose, Confirm } from '../../core/intents/confirmation';
import type { Exchange } from '../../adapters/http/tapped-transport';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import type { Profile } from '../../core/profiles/profile';
import type { AskUser } from '../../handout/consent';
import type { Consumer } from '../../handout/consumer';
import type { Operations } from '../../handout/operations';
import type { AccountState } from '../../handout/wire-calls';

export interface StandaloneParts {
  /** The app's data folder. */
  readonly dataDirectory: string;
  /** The user's folder for locks and journals; absent: the same one as the app's. */
  readonly stateDirectory?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Version of the program. */
  readonly version: string;
  /** Path of the script of the keychain process: `keychain-child.cjs` beside the program's entry. */
  readonly keychainChild: string;
  /** Questions in the terminal. */
  readonly confirm: Confirm;
  readonly choose: Choose;
  readonly ask: AskUser;
  /** Asks for the passphrase of a sealed file; `undefined` when nobody can be asked. */
  readonly askPassphrase: (path: string) => Promise<Secret | undefined>;
  /** Asks for the passphrase of a new sealed file; `undefined` when nobody can be asked. */
  readonly askNewPassphrase: (path: string, ownWords: readonly string[]) => Promise<Secret | undefined>;
  /** Finds an app that runs with the same data folder. */
  readonly findRunningApp?: (() => Promise<{ readonly pid?: number } | undefined>) | undefined;
  readonly doctor: Operations['doctor'];
  /** Called with each exchange with Axiom, including its tokens: for `doctor --live`. */
  readonly tap?: ((exchange: Exchange) => void) | undefined;
  /** Shows the user a warning that must not be lost. */
  readonly warn: (line: string) => void;
}

/** The facts about an account that may change while a command runs. */
export interface SeenAccount {
  /** Counts the pairs; absent without tokens. */
  readonly generation?: number | undefined;
  readonly state: AccountState;
  readonly isPaused: boolean;
}

export interface Standalone {
  readonly operations: Operations;
  /** The account with this id or name, or the default one; found in the same way as by the calls. @throws AxiomTokenError `TOKEN_NOT_FOUND`, `STORAGE_*` */
  readonly profile: (named: string | undefined) => Profile;
  /** The program that asks for tokens: the one that started this process. */
  readonly consumer: Consumer;
  /** The account with this id or name, or the default one, as it is now; `undefined` where there is none. Hands out nothing. */
  look(named: string | undefined): SeenAccount | undefined;
  /** Calls `listener` when an account or the pause changes, whichever program has changed it. */
  onChange(listener: () => void): Unsubscribe;
  /** Waits at most ten seconds for refreshes under way to be saved, then closes everything. Never rejects. */
  dispose(): Promise<void>;
}
