// The window's API without a main process: answers from the test's snapshot, records every call, and pushes when the test says so.
// Runs in a page or in Node. Certain inputs cause errors, so that each error can also be reached by typing: see FAKE_INPUTS.
import type { CallName } from '../../../../preload/contract/channels';
import type { BackupPreview } from '../../../../preload/contract/backup-preview-schema';
import type { PreferencesChange } from '../../../../preload/contract/preferences-schema';
import type {
  CallReply,
  CallRequest,
  Failure,
  Outcome,
  ProfileFailure,
  PushPayload,
  RendererApi,
  Snapshot,
} from '../../../../preload/contract/schemas';
import { isWanted } from '../../../../main/core/activity/activity-filter';
import { AxiomTokenError, type ErrorCode, toAxiomTokenError } from '../../../../main/core/base/errors';
import { FAKE_FACTS, FAKE_FINDINGS, fakeWays } from './fake-help';
import { createFakePrograms } from './fake-programs';
import { makeStatistics } from '../../make-snapshot';
import { appMenuModel } from '../../../../main/desktop/shell/menus/app-menu-model';
import { shortcutGroups } from '../../../../main/desktop/shell/menus/shortcut-groups';
import { nameAmong } from '../../../../main/core/profiles/profile-names';

/** Inputs that cause errors. */
export const FAKE_INPUTS = {
  wrongPassword: 'wrong password',
  wrongCode: '000000',
  browserEmail: 'browser@example.com',
  offlineEmail: 'offline@example.com',
  badTokens: 'not a token',
  wrongPassphrase: 'wrong passphrase',
} as const;

/** The failure that main sends for a sealed file. */
const WRONG_PASSPHRASE: Failure = {
  code: 'STORAGE_LOCKED',
  message: 'This passphrase does not open the file.',
  remedy: 'Check it and try again. Nothing was changed.',
};

/** Not a real token, and shorter than one. */
export const FAKE_ACCESS_TOKEN = `fake.${'access-token-'.repeat(18)}.nothing`;

/** An access token with claims of every kind, and a refresh token that is not a JWT. */
export const FAKE_CLAIMS: CallReply<'describeTokens'> = {
  access: {
    claims: [
      { name: 'authenticatedUserId', value: 'trader-7' },
      { name: 'iat', value: '1772366224', atMs: 1_772_366_224_000 },
      { name: 'exp', value: '1772367124', atMs: 1_772_367_124_000 },
      { name: 'jti', value: '…' },
      { name: 'plan', value: '{"level":2,"features":["turbo","alerts"]}' },
    ],
    leftOut: 0,
  },
};

/** The API, and the controls for a test. */
export interface FakeTokenManagerApi {
  readonly api: RendererApi;
  /** Names of all calls so far, in order, with their requests. */
  readonly calls: readonly { readonly name: CallName; readonly request: unknown }[];
  readonly pushSnapshot: (snapshot: Snapshot) => void;
  readonly requestPage: (request: PushPayload<'pageRequested'>) => void;
  /** A menu command was done. */
  readonly sendPressResult: (done: PushPayload<'pressDone'>) => void;
  /** A file was opened from outside. A backup can be taken once. */
  readonly openFile: (told: PushPayload<'fileOpened'>) => void;
  /** The next call with this name fails with this code. */
  readonly failNext: (name: CallName, code: ErrorCode) => void;
  /** The answer of the next call with this name. */
  readonly answerNext: <Name extends CallName>(name: Name, reply: CallReply<Name>) => void;
  /** Ends the browser sign-in in progress. */
  readonly endBrowserSignIn: (code?: ErrorCode) => void;
}

/** An API that starts at `first`. */
export function createFakeTokenManagerApi(first: Snapshot, preview?: BackupPreview): FakeTokenManagerApi {
  let snapshot = first;
  const calls: { name: CallName; request: unknown }[] = [];
  const failing = new Map<CallName, ErrorCode>();
  const answers = new Map<CallName, unknown>();
  const snapshotListeners = new Set<(payload: Snapshot) => void>();
  const pageListeners = new Set<(payload: PushPayload<'pageRequested'>) => void>();
  const pressListeners = new Set<(payload: PushPayload<'pressDone'>) => void>();
  const openedListeners = new Set<(payload: PushPayload<'fileOpened'>) => void>();
  const listenersOf = {
    snapshotChanged: snapshotListeners,
    pageRequested: pageListeners,
    pressDone: pressListeners,
    fileOpened: openedListeners,
  } as const;
  let endBrowser: ((failure?: Outcome<never>) => void) | undefined;
  let startedId = 'default';
  let openedName: string | undefined;
  let autostart: CallReply<'getAutostart'>['state'] = 'off';

  const call = <Name extends CallName>(name: Name, answer: (request: never) => unknown): RendererApi[Name] => {
    const perform = async (request: never) => {
      calls.push({ name, request });
      const code = failing.get(name);
      failing.delete(name);
      if (code !== undefined) return fail(code);
      if (answers.has(name)) {
        const value = answers.get(name);
        answers.delete(name);
        return { ok: true, value };
      }
      const value = await answer(request);
      return isOutcome(value) ? value : { ok: true, value };
    };
    return perform as RendererApi[Name];
  };
  const nothing = () => undefined;

  const api: RendererApi = {
    pageReady: call('pageReady', nothing),
    getSnapshot: call('getSnapshot', () => snapshot),
    setShownProfile: call('setShownProfile', nothing),
    saveView: call('saveView', nothing),
    refreshNow: call('refreshNow', () => ({ wasSent: true })),
    copyAccessToken: call('copyAccessToken', () => ({ clearsAfterSeconds: 30 })),
    revealAccessToken: call('revealAccessToken', () => ({ accessToken: FAKE_ACCESS_TOKEN, hideAfterMs: 10_000 })),
    retryStorage: call('retryStorage', nothing),
    makePrivate: call('makePrivate', nothing),
    chooseStorage: call('chooseStorage', nothing),
    moveToSealedFile: call('moveToSealedFile', nothing),
    enterPassphrase: call('enterPassphrase', ({ passphrase }: { passphrase: string }) =>
      passphrase === FAKE_INPUTS.wrongPassphrase ? { ok: false, failure: WRONG_PASSPHRASE } : undefined,
    ),
    signOut: call('signOut', nothing),
    undoSignIn: call('undoSignIn', nothing),
    signInWithBrowser: call(
      'signInWithBrowser',
      ({ profileId }: { profileId: string }) =>
        new Promise((resolve) => {
          endBrowser = (failure) => resolve(failure ?? { ok: true, value: { profileId } });
        }),
    ),
    startPasswordSignIn: call('startPasswordSignIn', (request: CallRequest<'startPasswordSignIn'>) => {
      const { email, password } = request;
      startedId = request.profileId;
      if (email === FAKE_INPUTS.browserEmail) return fail('BROWSER_REQUIRED');
      if (email === FAKE_INPUTS.offlineEmail) return fail('NETWORK');
      return password === FAKE_INPUTS.wrongPassword ? fail('INVALID_CREDENTIALS') : undefined;
    }),
    completePasswordSignIn: call('completePasswordSignIn', ({ code }: { code: string }) =>
      code === FAKE_INPUTS.wrongCode ? fail('INVALID_OTP') : { profileId: startedId },
    ),
    closeBackup: call('closeBackup', () => undefined),
    cancelSignIn: call('cancelSignIn', () => endBrowser?.(fail('CANCELLED'))),
    signInWithTokens: call('signInWithTokens', ({ profileId, text }: CallRequest<'signInWithTokens'>) =>
      text === FAKE_INPUTS.badTokens ? fail('INVALID_TOKEN') : { profileId },
    ),
    importTokens: call('importTokens', ({ profileId }: { profileId: string }) => ({ profileId })),
    startDemo: call('startDemo', nothing),
    startSearch: call('startSearch', ({ where }: { where: string }) => ({
      searchId: 's1',
      folder: where === 'home' ? '/home/you' : '/srv/bots',
    })),
    continueSearch: call('continueSearch', () => ({
      isDone: true,
      folderCount: 12,
      fileCount: 3,
      unseenCount: 0,
      found: [],
    })),
    importLeftover: call('importLeftover', ({ profileId }: { profileId: string }) => ({ profileId })),
    closeLeftover: call('closeLeftover', () => fail('INVALID_INPUT')),
    trashLeftover: call('trashLeftover', nothing),
    createBackup: call('createBackup', () => ({
      path: '/home/you/Documents/axiom-tokens.axiombackup',
      profileCount: 1,
    })),
    chooseBackup: call('chooseBackup', () => {
      if (!preview) return fail('BACKUP_CORRUPT');
      const { backupId, fileName, createdAtMs } = preview;
      return { backupId, fileName, createdAtMs };
    }),
    takeOpenedBackup: call('takeOpenedBackup', () => {
      if (openedName === undefined || !preview) return fail('INVALID_INPUT');
      const { backupId, createdAtMs } = preview;
      const chosen = { backupId: `${backupId}-opened`, fileName: openedName, createdAtMs };
      openedName = undefined;
      return chosen;
    }),
    openBackup: call('openBackup', ({ passphrase }: { passphrase: string }) => {
      if (passphrase === FAKE_INPUTS.wrongPassphrase) return fail('BACKUP_WRONG_PASSPHRASE');
      return preview ?? fail('BACKUP_CORRUPT');
    }),
    compareBackup: call('compareBackup', () => preview ?? fail('INVALID_INPUT')),
    restoreBackup: call('restoreBackup', ({ profileIds }: { profileIds: string[] }) => ({ restored: profileIds })),
    exportTokens: call('exportTokens', () => ({ path: '/home/you/bots/.axiom_tokens.json' })),
    clearTokens: call('clearTokens', ({ profileIds }: { profileIds: string[] }) => ({
      removed: profileIds.map((id) => `the tokens of ${id}, in memory and in the system keychain`),
    })),
    addProfile: call('addProfile', ({ name }: { name: string }) =>
      judged(() => ({ profileId: nameAmong(name, snapshot.profiles).toLowerCase() })),
    ),
    renameProfile: call('renameProfile', ({ profileId, name }: { profileId: string; name: string }) =>
      judged(
        () =>
          void nameAmong(
            name,
            snapshot.profiles.filter(({ id }) => id !== profileId),
          ),
      ),
    ),
    ...createFakePrograms(call, () => snapshot.profiles.map(({ id }) => id), Date.now()),
    listActivity: call('listActivity', ({ most, ...filter }: CallRequest<'listActivity'>) => ({
      entries: snapshot.activity.filter((entry) => isWanted(entry, filter)).slice(0, most),
      hasMore: snapshot.activity.length > most,
    })),
    exportActivity: call('exportActivity', () => ({ path: '/home/you/Documents/axiom-activity.csv', count: 1240 })),
    describeRefreshes: call('describeRefreshes', ({ span }: CallRequest<'describeRefreshes'>) =>
      span === 'day' ? makeStatistics(Date.now(), 48, 1_800_000) : makeStatistics(Date.now(), 30, 86_400_000),
    ),
    describeTokens: call('describeTokens', () => FAKE_CLAIMS),
    removeProfile: call('removeProfile', nothing),
    pauseAll: call('pauseAll', nothing),
    showLicences: call('showLicences', nothing),
    describeApp: call('describeApp', () => ({ facts: FAKE_FACTS })),
    restartApp: call('restartApp', nothing),
    copyAppFacts: call('copyAppFacts', nothing),
    listShortcuts: call('listShortcuts', () => ({ groups: shortcutGroups(appMenuModel(snapshot, 'linux'), 'linux') })),
    showLogFolder: call('showLogFolder', nothing),
    checkComputer: call('checkComputer', () => ({ findings: FAKE_FINDINGS })),
    copyCheckReport: call('copyCheckReport', nothing),
    describeProgramWays: call('describeProgramWays', ({ profileId }: CallRequest<'describeProgramWays'>) => ({
      ways: fakeWays(profileId),
    })),
    copyProgramWay: call('copyProgramWay', nothing),
    resumeAll: call('resumeAll', nothing),
    getAutostart: call('getAutostart', () => ({ state: autostart })),
    setAutostart: call('setAutostart', ({ isOn }: CallRequest<'setAutostart'>) => {
      autostart = isOn ? 'on' : 'off';
      return { state: autostart };
    }),
    changePreferences: call('changePreferences', ({ notifications, ...change }: PreferencesChange) => {
      const { preferences } = snapshot;
      const switches = { ...preferences.notifications, ...notifications };
      pushSnapshot({ ...snapshot, preferences: { ...preferences, ...change, notifications: switches } });
    }),
    subscribe: (name, listener) => {
      const listeners = listenersOf[name] as unknown as Set<typeof listener>;
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  function pushSnapshot(next: Snapshot): void {
    snapshot = next;
    for (const listener of snapshotListeners) listener(next);
  }

  return {
    api,
    calls,
    pushSnapshot,
    requestPage: (request) => {
      for (const listener of pageListeners) listener(request);
    },
    sendPressResult: (done) => {
      for (const listener of pressListeners) listener(done);
    },
    openFile: (told) => {
      if (told.kind === 'backup') openedName = told.fileName;
      for (const listener of openedListeners) listener(told);
    },
    failNext: (name, code) => failing.set(name, code),
    answerNext: (name, reply) => answers.set(name, reply),
    endBrowserSignIn: (code) => endBrowser?.(code === undefined ? undefined : fail(code)),
  };
}

/** The failure that main sends for a code. */
export function makeFailure(code: ErrorCode): Failure {
  const { message, remedy } = new AxiomTokenError(code);
  return { code, message, remedy };
}

/** The same for one profile of several, whose name is its id. */
export function makeProfileFailure(profileId: string, code: ErrorCode): ProfileFailure {
  return { profileId, name: profileId, ...makeFailure(code) };
}

function judged<Value>(run: () => Value): Value | Outcome<never> {
  try {
    return run();
  } catch (error) {
    const { code, message, remedy } = toAxiomTokenError(error);
    return { ok: false, failure: { code, message, remedy } };
  }
}

function fail(code: ErrorCode): { ok: false; failure: Failure } {
  return { ok: false, failure: makeFailure(code) };
}

function isOutcome(value: unknown): value is Outcome<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value;
}
