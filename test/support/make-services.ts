// The services of the IPC handlers with fakes: real registry, lifecycle and backup code; scripted stores and server; the person's files in memory.
//
//   const services = await new TestServices().signedIn();
//   const { copyAccessToken } = createHandlers(services);
//   await copyAccessToken({ profileId: 'default' });
//   expect(services.onClipboard?.clearAfterMs).toBe(30_000);
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import { createSealedFileKeys } from '../../main/adapters/stores/sealed-file-keys';
import { createSealedFileTokenStore } from '../../main/adapters/stores/sealed-file-token-store';
import { MemoryLineFile } from './fakes/line-file/memory-line-file';
import { ActivityLog } from '../../main/core/activity/activity-log';
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import { AxiomTokenError } from '../../main/core/base/errors';
import { PasswordSignIn } from '../../main/core/sign-in/password-sign-in';
import type { UnknownEntry } from '../../main/core/ports/profile-index';
import { placeOf, type StoreChoice } from '../../main/core/ports/token-places';
import { ProfileRegistry } from '../../main/core/profiles/profile-registry';
import type { Secret } from '../../main/core/base/secret';
import { TokenLifecycleManager } from '../../main/core/refresh/token-lifecycle-manager';
import { LeftoverFinder } from '../../main/adapters/leftovers/leftover-finder';
import type { Finding } from '../../main/handout/operations';
import type { CommandLinePlace } from '../../main/handout/program-ways';
import type { AppServices, UserFiles } from '../../main/desktop/ipc/app-services';
import { createSocketTrouble } from '../../main/desktop/socket-notes';
import { createChoose, createConfirm } from '../../main/core/intents/confirmation';
import { OpenedBackup } from '../../main/desktop/opened-backup';
import { toSnapshot } from '../../main/desktop/ipc/to-snapshot';
import type { Preferences, PreferencesChange } from '../../preload/contract/preferences-schema';
import type { ReplacedCopy } from '../../preload/contract/schemas';
import { FakeAutostart } from './fakes/autostart/fake-autostart';
import { FakeClock } from './fakes/clock/fake-clock';
import { untilDueMs, untilExpiredMs } from './moments';
import { createMemoryProfileIndex } from './fakes/profile-index/memory-profile-index';
import { RecordingLogger } from './fakes/logger/recording-logger';
import { createMemoryRefreshLock } from './fakes/refresh-lock/memory-refresh-lock';
import { MemorySpentTokens } from './fakes/spent-tokens/memory-spent-tokens';
import { cheapScrypt } from './fakes/crypto/cheap-scrypt';
import { ScriptedAuthGateway } from './fakes/auth-gateway/scripted-auth-gateway';
import { ScriptedTokenStore } from './fakes/token-store/scripted-token-store';
import { TestHandout } from './make-handout';
import { makeOneUse } from './make-single-use-tokens';
import { DEFAULT_PREFERENCES } from './make-snapshot';

/** Shared by all services of a test file, so that one opens a backup that another has made. The cost of its keys is tested where they are made. */
const crypto = { ...createNodeCrypto(), scrypt: cheapScrypt };

/** The services, and the fields that a test sets or checks. */
export class TestServices implements AppServices {
  /** The reason as a program gave it. */
  pauseReason: string | undefined;
  readonly clock = new FakeClock();
  readonly logger = new RecordingLogger();
  readonly gateway = new ScriptedAuthGateway(this.clock);
  /** Set by a test before it opens the registry. */
  readonly unknownEntries: UnknownEntry[] = [];
  readonly index = createMemoryProfileIndex([], this.unknownEntries);
  readonly stores = new Map<string, ScriptedTokenStore>();
  readonly lifecycle = new TokenLifecycleManager({ clock: this.clock, logger: this.logger, random: () => 0.5 });
  readonly registry = new ProfileRegistry({
    index: this.index,
    lifecycle: this.lifecycle,
    gateway: this.gateway,
    createStore: (profileId, choice, isExpected) =>
      choice.kind === 'sealed-file'
        ? createSealedFileTokenStore({ path: choice.path, keys: this.sealedFiles, crypto, isExpected })
        : this.storeFor(profileId, choice),
    singleUse: makeOneUse({
      spent: new MemorySpentTokens(),
      lock: createMemoryRefreshLock(this.clock),
      clock: this.clock,
      logger: this.logger,
    }),
    crypto,
    clock: this.clock,
    logger: this.logger,
    random: () => 0.5,
  });
  #handout: TestHandout | undefined;
  readonly origin = this.gateway.origin;
  readonly activityFile = new MemoryLineFile();
  readonly activity = new ActivityLog({
    clock: this.clock,
    logger: this.logger,
    file: this.activityFile,
    isForThisRun: (profileId) => this.registry.list().some(({ id, isDemo }) => isDemo && id === profileId),
  });
  readonly passwordSignIn = new PasswordSignIn(this.clock);
  readonly crypto = crypto;
  readonly version = '0.1.0';
  env: Record<string, string> = {};
  realAccountRefusal: string | undefined;
  browserTokens: AuthTokens | undefined;
  demoStarts = 0;
  personWaits = 0;
  /** The person's answer in the next dialog. */
  chosenPath: string | undefined = '/home/person/chosen';
  readonly written = new Map<string, Uint8Array>();
  tokenFile: AuthTokens | readonly AuthTokens[] | undefined;
  onClipboard: { readonly secret: Secret; readonly clearAfterMs: number } | undefined;
  #preferences: Preferences = DEFAULT_PREFERENCES;

  readonly browserSignIn: AppServices['browserSignIn'] = {
    run: async () => this.browserTokens ?? refuse('CANCELLED'),
    cancel: () => undefined,
    isUnderWay: false,
  };
  /** Main's questions to the person, and the answer. */
  readonly questions: string[] = [];
  readonly details: string[] = [];
  agrees = true;
  /** Runs while the person thinks. */
  onQuestion: () => Promise<void> = async () => undefined;
  readonly confirm = createConfirm(async ({ message, detail }) => {
    this.questions.push(message);
    this.details.push(detail);
    await this.onQuestion();
    return this.agrees;
  });
  /** The offered answers, and the chosen one. */
  readonly choices: (readonly string[])[] = [];
  chooses: number | undefined = 0;
  /** The answer that had the focus; `undefined`: "Cancel". */
  readonly preferred: (number | undefined)[] = [];
  onChoice: () => Promise<void> = async () => undefined;
  readonly choose = createChoose(async ({ answers, preferred }) => {
    this.choices.push(answers);
    this.preferred.push(preferred);
    await this.onChoice();
    return this.chooses;
  });
  readonly clipboard = {
    copy: async (secret: Secret, clearAfterMs: number) => {
      this.onClipboard = { secret, clearAfterMs };
    },
    clearOurs: async () => {
      const hadOurs = this.onClipboard !== undefined;
      this.onClipboard = undefined;
      return hadOurs;
    },
  };
  readonly preferences = {
    read: () => this.#preferences,
    change: ({ notifications, ...change }: PreferencesChange) => {
      const before = this.#preferences;
      this.#preferences = { ...before, ...change, notifications: { ...before.notifications, ...notifications } };
    },
  };
  readonly autostart = new FakeAutostart();
  readonly sealedFiles = createSealedFileKeys(crypto);
  /** The file opened from outside, and whether a dialog of the app is open. */
  readonly openedBackup = new OpenedBackup(
    async (path) => this.files.readBackup(path),
    () => undefined,
  );
  isDialogOpen = false;
  readonly whileNoDialogIsOpen = async <Result>(run: () => Promise<Result>): Promise<Result> =>
    this.isDialogOpen ? refuse('INVALID_INPUT') : run();
  readonly files: UserFiles = {
    askWhereToSaveBackup: async () => this.chosenPath,
    askWhereToSaveActivity: async () => this.chosenPath,
    askWhereToSaveTrail: async () => this.chosenPath,
    askForBackup: async () => this.chosenPath,
    askForTokenFile: async () => this.chosenPath,
    askForFolderToSearch: async () => this.chosenPath,
    askWhereToKeepTokens: async () => this.chosenPath,
    askWhereToExportTokens: async () => this.chosenPath,
    writeTokenExport: async (path, text) => this.#write(path, new TextEncoder().encode(text.expose())),
    writeBackup: async (path, bytes) => this.#write(path, bytes),
    writeActivity: async (path, text) => this.#write(path, Buffer.from(text)),
    writeTrail: async (path, text) => this.#write(path, Buffer.from(text)),
    readBackup: async (path) => this.written.get(path) ?? refuse('STORAGE_UNAVAILABLE'),
    readTokenFile: async () =>
      [this.tokenFile ?? refuse('INVALID_TOKEN')].flat().map((tokens) => ({ tokens, isNewestOfSeveral: false })),
  };

  #write(path: string, bytes: Uint8Array): void {
    if (this.ownPaths.includes(path)) throw new AxiomTokenError('INVALID_INPUT');
    this.written.set(path, bytes);
  }

  /** The real search; the test sets `homeFolder`. */
  homeFolder = '/no/such/home';
  ownPaths: readonly string[] = [];
  readonly leftovers = new LeftoverFinder({ clock: this.clock, ownPaths: () => this.ownPaths });
  readonly trashed: string[] = [];
  readonly moveToTrash = async (path: string) => {
    this.trashed.push(path);
  };

  shownProfileId: string | undefined;
  readonly setShownProfile = (profileId: string) => {
    this.shownProfileId = profileId;
  };

  keptView: string | undefined;
  readonly saveView = (view: string | undefined) => {
    this.keptView = view;
  };

  licencesShown = 0;
  readonly showLicences = () => {
    this.licencesShown++;
  };
  /** The message of a replaced program, and how often the app was restarted. */
  copyWords: ReplacedCopy | undefined;
  readonly replacedCopy = () => this.copyWords;
  restarts = 0;
  readonly restart = () => {
    this.restarts++;
  };
  readonly appFacts = () => [
    { name: 'Version', value: this.version },
    { name: 'Log', value: '~/logs' },
  ];
  findings: readonly Finding[] = [{ id: 'clock', title: 'Clock', verdict: 'ok', detail: 'Right.' }];
  checks = 0;
  readonly checkComputer = async () => {
    this.checks++;
    return this.findings;
  };
  commandLinePlace: CommandLinePlace = { command: ['axiom-tokens'] };
  readonly commandLine = () => this.commandLinePlace;
  readonly apiOrigin = 'https://api.axiom.trade';
  readonly socketTrouble = createSocketTrouble();
  readonly platform = 'linux';
  readonly shortcuts = () => [{ title: 'Help', shortcuts: [{ words: 'Keyboard shortcuts', keys: ['F1'] }] }];
  logFoldersShown = 0;
  readonly showLogFolder = async () => {
    this.logFoldersShown++;
  };
  readonly copiedTexts: string[] = [];
  readonly copyText = async (text: string) => void this.copiedTexts.push(text);

  readonly snapshot = () =>
    toSnapshot({
      registry: this.registry,
      index: this.index,
      pause: () => ({ isPaused: this.lifecycle.isPaused, reason: this.pauseReason }),
      activity: this.activity,
      preferences: () => this.#preferences,
      version: this.version,
      replacedCopy: () => this.copyWords,
      timeLocale: 'en-GB',
      simulatorOrigin: undefined,
      realAccountRefusal: this.realAccountRefusal,
      isDemoRunning: () => false,
      hasEnvironmentTokens: false,
    });

  readonly startDemo = async () => {
    this.demoStarts++;
  };

  readonly interactively = <Result>(run: () => Promise<Result>): Promise<Result> => {
    this.personWaits++;
    return run();
  };

  /** The store of a place; always the same object for the same place. */
  storeFor(profileId: string, choice: StoreChoice): ScriptedTokenStore {
    const place = 'path' in choice ? choice.path : placeOf(choice.kind).label;
    const key = `${profileId}@${place}`;
    const store = this.stores.get(key) ?? new ScriptedTokenStore(undefined, place);
    this.stores.set(key, store);
    return store;
  }

  /** The keychain entry of a profile. */
  keychain(profileId = 'default'): ScriptedTokenStore {
    return this.storeFor(profileId, { kind: 'keychain' });
  }

  /** Made at first use: from then on its pause counts instead of {@link lifecycle}'s. */
  get handout(): TestHandout {
    this.#handout ??= new TestHandout(this);
    return this.#handout;
  }

  /** Opens the registry and signs in with new tokens. */
  async signedIn(): Promise<this> {
    await this.registry.open();
    await this.registry.get('default').manager.setTokens(this.gateway.issue().tokens, { email: 'trader@example.com' });
    return this;
  }

  /** Advances to the profile's next automatic refresh, including jitter or the wait after a failure. */
  async advanceUntilDue(profileId = 'default'): Promise<void> {
    await this.clock.advance(untilDueMs(this.clock, this.registry.get(profileId).refresher));
  }

  /** Advances until the current tokens count as expired, even if they are replaced meanwhile. */
  async advanceUntilExpired(profileId = 'default'): Promise<void> {
    await this.clock.advance(untilExpiredMs(this.registry.get(profileId).manager));
  }
}

function refuse(code: AxiomTokenError['code']): never {
  throw new AxiomTokenError(code);
}
