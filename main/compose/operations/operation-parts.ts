// What the operations work on: the core, and what differs between the app, which has windows, and a command line that runs alone. Types.
import type { ActivityLog } from '../../core/activity/activity-log';
import type { Secret } from '../../core/base/secret';
import type { Choose, Confirm } from '../../core/intents/confirmation';
import type { Clock } from '../../core/ports/clock';
import type { Crypto } from '../../core/ports/crypto';
import type { ProfileIndex } from '../../core/ports/profile-index';
import type { ProfileRegistry } from '../../core/profiles/profile-registry';
import type { BrowserSignIn } from '../../core/sign-in/browser-sign-in';
import type { PasswordSignIn } from '../../core/sign-in/password-sign-in';
import type { LocaleChoice } from '../../core/status/clock-time';
import type { AskPerson } from '../../handout/consent';
import type { Handout } from '../../handout/handout';
import type { Operations } from '../../handout/operations';
import type { LookAtProgram } from '../../handout/program-file';
import type { StatusAnswer } from '../../handout/protocol';

/** What is needed of the core; main/compose/open-core.ts has it. */
export interface OperationsCore {
  readonly registry: ProfileRegistry;
  readonly index: Pick<ProfileIndex, 'list' | 'trouble'>;
  readonly activity: Pick<ActivityLog, 'add'>;
  readonly passwordSignIn: PasswordSignIn;
  readonly interactive: { run<Result>(run: () => Promise<Result>): Promise<Result> };
  readonly sealedFiles: { open(path: string, passphrase: Secret): Promise<void>; forget(path: string): void };
}

/** Which account is meant where none is named. Kept in the data folder; every program reads it anew. */
export interface DefaultAccount {
  /** The id that was chosen; `undefined` when none was. @throws AxiomTokenError `STORAGE_*` */
  read(): string | undefined;
  /** @throws AxiomTokenError `STORAGE_*` */
  write(profileId: string): Promise<void>;
}

export interface OperationsParts {
  /** Who carries them out: what every answer with a token says. */
  readonly source: 'broker' | 'standalone';
  /** What `status` says of the app. */
  readonly broker: StatusAnswer['broker'];
  /** The site that this run talks to. */
  readonly origin: string;
  /** Of the app. */
  readonly version: string;
  readonly clock: Clock;
  readonly crypto: Crypto;
  readonly defaultAccount: DefaultAccount;
  /** Asks a person about tokens that were brought: in a dialog of the app, or in the terminal. */
  readonly confirm: Confirm;
  readonly choose: Choose;
  /** Asks a person before what is asked for over the socket exposes tokens. */
  readonly ask: AskPerson;
  /** The sign-in window; absent where there are none. */
  readonly browserSignIn?: Pick<BrowserSignIn, 'run' | 'cancel' | 'isUnderWay'> | undefined;
  /** Takes a copied token off the clipboard; true when there was one. */
  readonly clearCopied: () => Promise<boolean>;
  /** Why signing in to the real Axiom is off in this run; absent when it is on. */
  readonly realAccountRefusal?: string | undefined;
  /** @throws AxiomTokenError `INVALID_INPUT` for a path among what the app itself keeps */
  readonly refuseOwnPath: (path: string) => Promise<void>;
  readonly lookAtProgram: LookAtProgram;
  /** Asks for the passphrase of a sealed file; `undefined` where nobody can be asked. Absent where the window asks. */
  readonly askPassphrase?: ((path: string) => Promise<Secret | undefined>) | undefined;
  readonly doctor: Operations['doctor'];
  readonly locale?: LocaleChoice | undefined;
}

/** What each part of the table is made from. */
export interface OperationsWorld extends OperationsParts {
  readonly core: OperationsCore;
  readonly handout: Handout;
  /** Programs of which a question about a task is open. */
  readonly openTasks: Set<string>;
  /** Programs for which the key of a passphrase is made, or waits to be. */
  readonly openKeys: Set<string>;
}
