// The services that the IPC handlers call. The composition root makes them; tests replace those that need a desktop with fakes.
import type { ActivityLog } from '../../core/activity/activity-log';
import type { BrowserSignIn } from '../../core/sign-in/browser-sign-in';
import type { PasswordSignIn } from '../../core/sign-in/password-sign-in';
import type { Autostart } from '../../core/ports/autostart';
import type { Clock } from '../../core/ports/clock';
import type { PlaceQuestion } from '../../core/ports/token-places';
import type { Crypto } from '../../core/ports/crypto';
import type { ProfileRegistry } from '../../core/profiles/profile-registry';
import type { Secret } from '../../core/base/secret';
import type { Consents, Handout, HandoutTrail } from '../../handout/handout';
import type { Finding } from '../../handout/operations';
import type { CommandLinePlace } from '../../handout/program-ways';
import type { Leftover, SearchStep } from '../../core/leftovers/leftover';
import type { SearchKind } from '../../core/leftovers/leftover-names';
import type { PastedPair } from '../../core/sign-in/pasted-tokens';
import type { Choose, Confirm } from '../../core/intents/confirmation';
import type { AppFact, ShortcutGroup } from '../../../preload/contract/help-schema';
import type { SocketTrouble } from '../../../preload/contract/programs-schema';
import type { Preferences, PreferencesChange } from '../../../preload/contract/preferences-schema';
import type { ReplacedCopy, Snapshot } from '../../../preload/contract/schemas';

/**
 * File dialogs, and reading and writing the chosen files. A cancelled dialog gives `undefined`. A write to a token file of an account, or to any other file of
 * the app, fails with `INVALID_INPUT`, whatever path names it.
 */
export interface UserFiles {
  askWhereToSaveBackup(suggestedName: string): Promise<string | undefined>;
  askWhereToSaveActivity(suggestedName: string): Promise<string | undefined>;
  askWhereToSaveTrail(suggestedName: string, format: 'csv' | 'jsonl'): Promise<string | undefined>;
  askForBackup(): Promise<string | undefined>;
  askForTokenFile(): Promise<string | undefined>;
  askForFolderToSearch(): Promise<string | undefined>;
  /** @throws `INVALID_INPUT` for a path inside the app's own folders; `STORAGE_*`, `TIMEOUT` */
  askWhereToKeepTokens(asks: PlaceQuestion): Promise<string | undefined>;
  askWhereToExportTokens(): Promise<string | undefined>;
  /** Writes tokens in clear and reads them back. Replaces a file: the save dialog has already asked. @throws `INVALID_INPUT`, `STORAGE_*`, `TIMEOUT` */
  writeTokenExport(path: string, text: Secret): Promise<void>;
  /** Writes a backup and reads it back. Replaces a file: the save dialog has already asked. @throws `INVALID_INPUT`, `STORAGE_*`, `TIMEOUT` */
  writeBackup(path: string, bytes: Uint8Array): Promise<void>;
  /** Replaces a file, as above. @throws as above */
  writeActivity(path: string, text: string): Promise<void>;
  /** Replaces a file, as above. @throws as above */
  writeTrail(path: string, text: string): Promise<void>;
  /** @throws `BACKUP_CORRUPT` (too large), `STORAGE_*` */
  readBackup(path: string): Promise<Uint8Array>;
  /** The pairs in any file, one per account. @throws `INVALID_TOKEN`, `INVALID_INPUT`, `STORAGE_*` */
  readTokenFile(path: string): Promise<readonly PastedPair[]>;
}

/** The search for tokens that other programs left in plain files. */
export interface Leftovers {
  /** Starts a search and cancels the previous one. @throws `STORAGE_*`, `TIMEOUT` */
  begin(kind: SearchKind, folder: string): Promise<{ searchId: string; folder: string }>;
  /** Continues for a quarter of a second. @throws `INVALID_INPUT` when another search was started since */
  goOn(searchId: string): Promise<SearchStep>;
  /**
   * A found file in its current state, and an identity that shows whether it has changed.
   * @throws `INVALID_INPUT` for a file that was not found by the search or now belongs to the app, `TOKEN_NOT_FOUND`, `STORAGE_UNAVAILABLE`, `TIMEOUT`
   */
  lookAgain(id: string): Promise<{ leftover: Leftover; identity: string }>;
  /** Makes a found file unreadable for other users. @throws as `lookAgain`, and `STORAGE_DENIED` */
  close(id: string): Promise<Leftover>;
  /** @throws `INVALID_INPUT` for a file that was not found */
  pathOf(id: string): string;
}

/** The passphrases of sealed files, for this run. */
export interface SealedFiles {
  /** Sets the passphrase for `path`; the file need not exist yet. @throws `STORAGE_LOCKED` (wrong), `INVALID_INPUT`, `STORAGE_*` */
  open(path: string, passphrase: Secret): Promise<void>;
  forget(path: string): void;
}

/** The consents as far as the window shows and changes them. */
export type ShownConsents = Pick<Consents, 'list' | 'policyOf' | 'setPolicy' | 'allow' | 'block' | 'forget'>;

export interface AppServices {
  readonly registry: ProfileRegistry;
  /** The token gate, the pause switch, the consents and the audit trail. */
  readonly handout: Pick<Handout, 'gate' | 'pause'> & {
    readonly consents: ShownConsents;
    readonly trail: Pick<HandoutTrail, 'look' | 'query'>;
  };
  /** The site that this run talks to. */
  readonly origin: string;
  readonly activity: ActivityLog;
  readonly passwordSignIn: PasswordSignIn;
  readonly browserSignIn: Pick<BrowserSignIn, 'run' | 'cancel' | 'isUnderWay'>;
  /** Starts the demo server (once) and signs the demo profile in. */
  readonly startDemo: () => Promise<void>;
  readonly files: UserFiles;
  /** The backup that was opened from outside; can be taken once. @throws `INVALID_INPUT` when there is none */
  readonly openedBackup: { take(): { readonly fileName: string; readonly bytes: Uint8Array } };
  /** @throws `INVALID_INPUT`, without running `run`, while a dialog of the app is open */
  readonly whileNoDialogIsOpen: <Result>(run: () => Promise<Result>) => Promise<Result>;
  readonly sealedFiles: SealedFiles;
  readonly leftovers: Leftovers;
  /** Where a search starts by default. */
  readonly homeFolder: string;
  /** @throws `STORAGE_UNAVAILABLE`; the file is then unchanged */
  readonly moveToTrash: (path: string) => Promise<void>;
  readonly confirm: Confirm;
  /** Lets the user choose one of several answers. @throws `CANCELLED` */
  readonly choose: Choose;
  readonly clipboard: {
    /** Copies the secret, and clears the clipboard after `clearAfterMs` if the secret is still there. */
    copy(secret: Secret, clearAfterMs: number): Promise<void>;
    /** Clears the clipboard now if it still holds our secret; true when it did. */
    clearOurs(): Promise<boolean>;
  };
  readonly autostart: Autostart;
  readonly preferences: { read(): Preferences; change(change: PreferencesChange): void };
  /** Sets which profile the page shows; menu and shortcuts act on it. */
  readonly setShownProfile: (profileId: string) => void;
  /** Saves what the hidden page reports, so that a new page can continue from it. */
  readonly saveView: (view: string | undefined) => void;
  /** Shows the licences of third-party packages in a window of their own. */
  readonly showLicences: () => void;
  /** Checks whether the app's files on the disk were replaced; returns the message if so. */
  readonly replacedCopy: () => ReplacedCopy | undefined;
  /** Quits, after the usual waits and questions, and starts the copy that is now installed. */
  readonly restart: () => void;
  /** Facts about this copy of the app. */
  readonly appFacts: () => readonly AppFact[];
  /** Runs the checks of `doctor`. Never throws. */
  readonly checkComputer: () => Promise<readonly Finding[]>;
  /** What a person types to start this copy's command line. */
  readonly commandLine: () => CommandLinePlace;
  /** What currently keeps programs from reaching the app. */
  readonly socketTrouble: { read(): SocketTrouble | undefined; set(trouble: SocketTrouble | undefined): void };
  /** The first API host of this run. */
  readonly apiOrigin: string;
  readonly platform: NodeJS.Platform;
  /** The shortcuts of the current application menu. */
  readonly shortcuts: () => readonly ShortcutGroup[];
  /** @throws `STORAGE_UNAVAILABLE` when the desktop has no file manager */
  readonly showLogFolder: () => Promise<void>;
  /** Copies text that is not secret. */
  readonly copyText: (text: string) => Promise<void>;
  readonly snapshot: () => Snapshot;
  /** Why signing in to the real Axiom is off in this run; absent when it is on. */
  readonly realAccountRefusal: string | undefined;
  /** Marks calls in `run` as started by a person: the keychain may show a prompt. */
  readonly interactively: <Result>(run: () => Promise<Result>) => Promise<Result>;
  readonly clock: Clock;
  readonly crypto: Crypto;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
}
