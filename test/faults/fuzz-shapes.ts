// The requests of every call by field, as a second definition beside the contract. Used by fuzz-ipc.ts.
import type { CallName } from '../../preload/contract/channels';

const ID = /^[a-z0-9-]{1,40}$/;
const isWay = (value: unknown): boolean =>
  ['shell', 'exec', 'curl', 'python', 'rust', 'set-up'].some((way) => way === value);
const isId = (value: unknown): boolean => typeof value === 'string' && ID.test(value);
const isText =
  (most: number) =>
  (value: unknown): boolean =>
    typeof value === 'string' && value.length >= 1 && value.length <= most;
const isOneOf =
  (...words: readonly unknown[]) =>
  (value: unknown): boolean =>
    words.includes(value);
const SWITCHES = ['trouble', 'signedOut', 'browserCheck', 'unsaved', 'signInEnds', 'backToNormal'];
const isSwitches = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(([name, isOn]) => {
    return SWITCHES.includes(name) && typeof isOn === 'boolean';
  });
const isIds =
  (least: number) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.length >= least && value.length <= 100 && value.every(isId);

const isShort = (value: unknown): boolean => typeof value === 'string' && value.length <= 40;

/** The fields of a request and their allowed values. */
export type Shape = Readonly<Record<string, (value: unknown) => boolean>>;

const FILTER: Shape = {
  profileId: isId,
  kind: isOneOf('refresh', 'sign-in', 'token', 'place', 'app'),
  onlyProblems: (value) => typeof value === 'boolean',
};
const TRAIL_FILTER: Shape = {
  sinceMs: (value) => typeof value === 'number' && Number.isFinite(value),
  profileId: isId,
  consumer: isText(200),
  tag: (value) => typeof value === 'string' && /^[0-9a-f]{8}$/.test(value) && value.length === 8,
  event: isOneOf('handed-out', 'refused', 'allowed', 'blocked', 'forgotten', 'policy', 'paused', 'resumed'),
};
const isMost = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 2000;
const ABOUT_PROGRAM: Shape = { profileId: isId, programId: isText(100) };
/** Calls with optional fields. */
export const PARTIAL: ReadonlySet<CallName> = new Set([
  'listTrail',
  'exportTrail',
  'changePreferences',
  'saveView',
  'restoreBackup',
  'listActivity',
  'exportActivity',
]);

/** The requests of every call by field. `undefined`: no request. Only calls in PARTIAL have optional fields. */
export const SHAPES: Readonly<Record<CallName, Shape | undefined>> = {
  pageReady: undefined,
  getSnapshot: undefined,
  cancelSignIn: undefined,
  chooseBackup: undefined,
  takeOpenedBackup: undefined,
  closeBackup: undefined,
  startDemo: undefined,
  pauseAll: undefined,
  showLicences: undefined,
  describeApp: undefined,
  checkComputer: undefined,
  copyCheckReport: undefined,
  describeProgramWays: { profileId: isId },
  copyProgramWay: { profileId: isId, way: isWay },
  restartApp: { losesWork: (value) => typeof value === 'boolean' },
  copyAppFacts: undefined,
  listShortcuts: undefined,
  showLogFolder: undefined,
  resumeAll: undefined,
  setShownProfile: { profileId: isId },
  saveView: { view: (value) => value === undefined || (typeof value === 'string' && value.length <= 4_000) },
  refreshNow: { profileId: isId },
  copyAccessToken: { profileId: isId },
  revealAccessToken: { profileId: isId },
  retryStorage: { profileId: isId },
  makePrivate: { profileId: isId },
  describeTokens: { profileId: isId },
  signOut: { profileId: isId },
  undoSignIn: { profileId: isId },
  addProfile: { name: (value) => typeof value === 'string' && value.length <= 10_000 },
  renameProfile: { profileId: isId, name: (value) => typeof value === 'string' && value.length <= 10_000 },
  removeProfile: { profileId: isId },
  signInWithBrowser: { profileId: isId },
  chooseStorage: { profileId: isId, kind: isText(40) },
  moveToSealedFile: { profileId: isId, passphrase: isText(100_000) },
  enterPassphrase: { profileId: isId, passphrase: isText(100_000) },
  startPasswordSignIn: {
    profileId: isId,
    email: (value) => isText(320)(value) && /^[^@\s]+@[^@\s]+$/.test(String(value)),
    password: isText(1024),
  },
  listActivity: { ...FILTER, most: isMost },
  listPrograms: undefined,
  notifyOfPrograms: { profileId: isId },
  askAboutPrograms: { profileId: isId },
  allowProgram: ABOUT_PROGRAM,
  blockProgram: ABOUT_PROGRAM,
  forgetProgram: ABOUT_PROGRAM,
  listTrail: { ...TRAIL_FILTER, most: isMost },
  exportTrail: { ...TRAIL_FILTER, format: isOneOf('csv', 'jsonl') },
  exportActivity: FILTER,
  describeRefreshes: { profileId: isId, span: isOneOf('day', 'month') },
  completePasswordSignIn: {
    code: (value) => typeof value === 'string' && /^[0-9]{6}$/.test(value) && value.length === 6,
  },
  signInWithTokens: { profileId: isId, text: isText(300_000) },
  importTokens: { profileId: isId, source: isOneOf('file', 'environment') },
  startSearch: { where: isOneOf('home', 'folder') },
  continueSearch: { searchId: isShort },
  importLeftover: { leftoverId: isText(40), profileId: isId },
  closeLeftover: { leftoverId: isText(40) },
  trashLeftover: { leftoverId: isText(40) },
  createBackup: { profileIds: isIds(1), passphrase: isText(100_000) },
  compareBackup: { backupId: isShort },
  openBackup: { backupId: isShort, passphrase: isText(100_000) },
  restoreBackup: {
    backupId: isShort,
    profileIds: isIds(1),
    replaceNewer: isIds(0),
    intoHolder: isIds(0),
    asNew: isIds(0),
  },
  exportTokens: { profileId: isId, withRefreshToken: (value) => typeof value === 'boolean' },
  clearTokens: { profileIds: isIds(1) },
  changePreferences: {
    theme: isOneOf('system', 'light', 'dark'),
    clearClipboardAfterSeconds: (value) => Number.isInteger(value) && Number(value) >= 5 && Number(value) <= 600,
    staysInTray: (value) => typeof value === 'boolean',
    notifications: isSwitches,
  },
  getAutostart: undefined,
  setAutostart: { isOn: (value) => typeof value === 'boolean' },
};
