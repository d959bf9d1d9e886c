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
 * File dialogs, and reading and writing the chosen files. A cancelled dialog gives `undefined`. Nothing is written where an account keeps its tokens, or the app
 * something else, by whatever name: `INVALID_INPUT`.
 */
export interface UserFiles {
  askWhereToSaveBackup(suggestedName: string): Promise<string | undefined>;
  askWhereToSaveActivity(suggestedName: string): Promise<string | undefined>;
  askWhereToSaveTrail(suggestedName: string, format: 'csv' | 'jsonl'): Promise<string | undefined>;
  askForBackup(): Promise<string | undefined>;
  askForTokenFile(): Promise<string | undefined>;
  askForFolderToSearch(): Promise<string | undefined>;
  /** @throws `INVALID_INPUT` for a place among what the app itself keeps; `STORAGE_*`, `TIMEOUT` */
  askWhereToKeepTokens(asks: PlaceQuestion): Promise<string | undefined>;
  askWhereToExportTokens(): Promise<string | undefined>;
  /** Writes tokens in clear and reads them back. Replaces an ordinary file, because the save dialog has already asked. @throws `INVALID_INPUT`, `STORAGE_*`, `TIMEOUT` */
  writeTokenExport(path: string, text: Secret): Promise<void>;
  /** Writes a backup and reads it back. Replaces a file, because the save dialog has already asked. @throws `INVALID_INPUT`, `STORAGE_*`, `TIMEOUT` */
  writeBackup(path: string, bytes: Uint8Array): Promise<void>;
  /** Replaces a file, as above. @throws as above */
  writeActivity(path: string, text: string): Promise<void>;
  /** Replaces a file, as above. @throws as above */
  writeTrail(path: string, text: string): Promise<void>;
  /** @throws `BACKUP_CORRUPT` (too large), `STORAGE_*` */
  readBackup(path: string): Promise<Uint8Array>;
  /** The pairs of any file, one for each account in it. @throws `INVALID_TOKEN`, `INVALID_INPUT`, `STORAGE_*` */
  readTokenFile(path: string): Promise<readonly PastedPair[]>;
}

/** The search for tokens that other programs left in clear. */
export interface Leftovers {
  /** Begins a search, and gives up the one before. @throws `STORAGE_*`, `TIMEOUT` */
  begin(kind: SearchKind, folder: string): Promise<{ searchId: string; folder: string }>;
  /** Looks on for a quarter of a second. @throws `INVALID_INPUT` when another search was begun since */
  goOn(searchId: string): Promise<SearchStep>;
  /**
   * A found file as it is now, and what tells whether it is still the same one.
   * @throws `INVALID_INPUT` for one that was not found or has become the app's own, `TOKEN_NOT_FOUND`, `STORAGE_UNAVAILABLE`, `TIMEOUT`
   */
  lookAgain(id: string): Promise<{ leftover: Leftover; identity: string }>;
  /** Closes a found file to other users. @throws as `lookAgain`, and `STORAGE_DENIED` */
  close(id: string): Promise<Leftover>;
  /** @throws `INVALID_INPUT` for a file that was not found */
  pathOf(id: string): string;
}

/** The passphrases of sealed files, in this run. */
export interface SealedFiles {
  /** Sets the passphrase of the file at `path`, also before that file exists. @throws `STORAGE_LOCKED` (wrong), `INVALID_INPUT`, `STORAGE_*` */
  open(path: string, passphrase: Secret): Promise<void>;
  forget(path: string): void;
}

/** What the window shows and changes of it. */
export type ShownConsents = Pick<Consents, 'list' | 'policyOf' | 'setPolicy' | 'allow' | 'block' | 'forget'>;

export interface AppServices {
  readonly registry: ProfileRegistry;
  /** The gate through which tokens leave, the panic switch, what persons have decided about programs, and what these were given. */
  readonly handout: Pick<Handout, 'gate' | 'pause'> & {
    readonly consents: ShownConsents;
    readonly trail: Pick<HandoutTrail, 'look' | 'query'>;
  };
  /** The site that this run talks to. */
  readonly origin: string;
  readonly activity: ActivityLog;
  readonly passwordSignIn: PasswordSignIn;
  readonly browserSignIn: Pick<BrowserSignIn, 'run' | 'cancel' | 'isUnderWay'>;
  /** Starts the demo server once and signs its profile in. */
  readonly startDemo: () => Promise<void>;
  readonly files: UserFiles;
  /** The backup that was opened from outside, given away once. @throws `INVALID_INPUT` when there is none */
  readonly openedBackup: { take(): { readonly fileName: string; readonly bytes: Uint8Array } };
  /** @throws `INVALID_INPUT` without running `run` while a dialog of the app is open */
  readonly whileNoDialogIsOpen: <Result>(run: () => Promise<Result>) => Promise<Result>;
  readonly sealedFiles: SealedFiles;
  readonly leftovers: Leftovers;
  /** Where a search begins that nobody named a folder for. */
  readonly homeFolder: string;
  /** @throws `STORAGE_UNAVAILABLE`; the file is then where it was */
  readonly moveToTrash: (path: string) => Promise<void>;
  readonly confirm: Confirm;
  /** Lets the person choose one of several. @throws `CANCELLED` */
  readonly choose: Choose;
  readonly clipboard: {
    /** Copies the secret, and removes it after `clearAfterMs` if it is still there. */
    copy(secret: Secret, clearAfterMs: number): Promise<void>;
    /** Removes a copied secret now, if it is still there; true when it was. */
    clearOurs(): Promise<boolean>;
  };
  readonly autostart: Autostart;
  readonly preferences: { read(): Preferences; change(change: PreferencesChange): void };
  /** The profile on screen; menu and shortcuts act on it. */
  readonly showsProfile: (profileId: string) => void;
  /** What the hidden page tells for a page that is made anew. */
  readonly keepsView: (view: string | undefined) => void;
  /** Shows the licences of third-party packages in a window of their own. */
  readonly showLicences: () => void;
  /** Looks whether the program on the disk is still the one that runs: what to say when it is not. */
  readonly replacedCopy: () => ReplacedCopy | undefined;
  /** Quits, after what a quit waits for and asks, and starts what then lies in this program's place. */
  readonly restart: () => void;
  /** What this copy of the app is. */
  readonly appFacts: () => readonly AppFact[];
  /** The checks of `doctor`, as this app sees the computer. Never throws. */
  readonly checkComputer: () => Promise<readonly Finding[]>;
  /** What a person types to start the command line of this copy. */
  readonly commandLine: () => CommandLinePlace;
  /** What keeps programs from reaching the app now. */
  readonly socketTrouble: { read(): SocketTrouble | undefined; set(trouble: SocketTrouble | undefined): void };
  /** The first host of the API that this run talks to. */
  readonly apiOrigin: string;
  readonly platform: NodeJS.Platform;
  /** The keys of the application menu as it is now. */
  readonly shortcuts: () => readonly ShortcutGroup[];
  /** @throws `STORAGE_UNAVAILABLE` where the desktop has nothing that shows folders */
  readonly showLogFolder: () => Promise<void>;
  /** Copies a text that is no secret. */
  readonly copyText: (text: string) => Promise<void>;
  readonly snapshot: () => Snapshot;
  /** Why signing in to the real Axiom is off in this run; absent when it is on. */
  readonly realAccountRefusal: string | undefined;
  /** Runs `run` in the interactive scope: the keychain may show a prompt. */
  readonly interactively: <Result>(run: () => Promise<Result>) => Promise<Result>;
  readonly clock: Clock;
  readonly crypto: Crypto;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
}
