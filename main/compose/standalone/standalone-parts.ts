// What a command line that runs alone is put together from, and what comes out. Types.
import type { Secret } from '../../core/base/secret';
import type { Choose, Confirm } from '../../core/intents/confirmation';
import type { Exchange } from '../../adapters/http/tapped-transport';
import type { Clock } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import type { Profile } from '../../core/profiles/profile';
import type { AskPerson } from '../../handout/consent';
import type { Consumer } from '../../handout/consumer';
import type { Operations } from '../../handout/operations';

export interface StandaloneParts {
  /** The app's. */
  readonly dataDirectory: string;
  /** The person's folder for locks and journals; the app's where absent. */
  readonly stateDirectory?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Of the program. */
  readonly version: string;
  /** Path of the keychain's own process: `keychain-child.cjs` beside the entry. */
  readonly keychainChild: string;
  /** Questions in the terminal. */
  readonly confirm: Confirm;
  readonly choose: Choose;
  readonly ask: AskPerson;
  /** Asks for the passphrase of a sealed file; `undefined` where nobody can be asked. */
  readonly askPassphrase: (path: string) => Promise<Secret | undefined>;
  readonly doctor: Operations['doctor'];
  /** Hears of each exchange with Axiom, with the tokens in it: for `doctor --live`. */
  readonly tap?: ((exchange: Exchange) => void) | undefined;
  /** Tells the person something that must not be lost. */
  readonly warn: (line: string) => void;
}

export interface Standalone {
  readonly operations: Operations;
  /** The account by its id or name, or the default one, as calls choose it. @throws AxiomTokenError `TOKEN_NOT_FOUND`, `STORAGE_*` */
  readonly profile: (named: string | undefined) => Profile;
  /** Who asks: the program that started this one. */
  readonly consumer: Consumer;
  /** Lets what was sent be saved, for ten seconds at most, and closes everything. Never rejects. */
  dispose(): Promise<void>;
}
