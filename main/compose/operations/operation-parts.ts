// What the operations work on: the core, and what differs between the app, which has windows, and a command line without the app. Types.
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
import type { AskUser } from '../../handout/consent';
import type { Handout } from '../../handout/handout';
import type { Operations } from '../../handout/operations';
import type { LookAtProgram } from '../../handout/program-file';
import type { StatusAnswer } from '../../handout/protocol';

/** The part of the core that the operations need; created by main/compose/open-core.ts. */
export interface OperationsCore {
  readonly registry: ProfileRegistry;
  readonly index: Pick<ProfileIndex, 'list' | 'removed' | 'trouble'>;
  readonly activity: Pick<ActivityLog, 'add'>;
  readonly passwordSignIn: PasswordSignIn;
  readonly interactive: { run<Result>(run: () => Promise<Result>): Promise<Result> };
  readonly sealedFiles: { open(path: string, passphrase: Secret): Promise<void>; forget(path: string): void };
}

/** Which account is meant if none is named. Kept in the data folder; read again for each call. */
export interface DefaultAccount {
  /** The chosen id; `undefined` when none was chosen. @throws AxiomTokenError `STORAGE_*` */
  read(): string | undefined;
  /** @throws AxiomTokenError `STORAGE_*` */
  write(profileId: string): Promise<void>;
}

export interface OperationsParts {
  /** Which process carries the calls out; part of every answer with a token. */
  readonly source: 'broker' | 'standalone';
  /** What `status` says about the app. */
  readonly broker: () => Promise<StatusAnswer['broker']>;
  /** The site that this process talks to. */
  readonly origin: string;
  /** Version of the app. */
  readonly version: string;
  readonly clock: Clock;
  readonly crypto: Crypto;
  readonly defaultAccount: DefaultAccount;
  /** Asks the user about imported tokens: in a dialog of the app, or in the terminal. */
  readonly confirm: Confirm;
  readonly choose: Choose;
  /** Asks the user before a call over the socket exposes tokens. */
  readonly ask: AskUser;
  /** The sign-in window; absent in a program without windows. */
  readonly browserSignIn?: Pick<BrowserSignIn, 'run' | 'cancel' | 'isUnderWay'> | undefined;
  /** Clears a copied token from the clipboard; true when there was one. */
  readonly clearCopied: () => Promise<boolean>;
  /** Why signing in to the real Axiom is switched off in this process; absent when it is allowed. */
  readonly realAccountRefusal?: string | undefined;
  /** @throws AxiomTokenError `INVALID_INPUT` for a path inside the app's own folders */
  readonly refuseOwnPath: (path: string) => Promise<void>;
  /**
   * Called before the list of accounts or a place is changed. Absent in the app itself. @throws AxiomTokenError
   * `INVALID_INPUT` while the app runs
   */
  readonly refuseBesideApp?: (() => Promise<void>) | undefined;
  readonly lookAtProgram: LookAtProgram;
  /** Asks for the passphrase of a sealed file; `undefined` when nobody can be asked. Absent in the app, whose window asks. */
  readonly askPassphrase?: ((path: string) => Promise<Secret | undefined>) | undefined;
  /** Asks for the passphrase of a new sealed file, as above. `ownWords`: names and addresses that an attacker would try first. */
  readonly askNewPassphrase?: ((path: string, ownWords: readonly string[]) => Promise<Secret | undefined>) | undefined;
  readonly doctor: Operations['doctor'];
  readonly locale?: LocaleChoice | undefined;
}

/** What the implementations of the calls share. */
export interface OperationsWorld extends OperationsParts {
  readonly core: OperationsCore;
  readonly handout: Handout;
  /** Programs that have a question about a task open. */
  readonly openTasks: Set<string>;
  /** Programs for which a key is being derived from a passphrase, or waits for it. */
  readonly openKeys: Set<string>;
}
