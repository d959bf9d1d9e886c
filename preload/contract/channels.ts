// The names of all calls and pushes between window and main process. No imports, no logic:
// it is bundled into the preload script, which must stay small.

/** Calls: the window calls, main answers with an Outcome. */
export const CALLS = {
  pageReady: 'app:page-ready',
  getSnapshot: 'app:get-snapshot',
  showsProfile: 'app:shows-profile',
  refreshNow: 'profile:refresh-now',
  copyAccessToken: 'profile:copy-access-token',
  revealAccessToken: 'profile:reveal-access-token',
  describeTokens: 'profile:describe-tokens',
  retryStorage: 'profile:retry-storage',
  makePrivate: 'profile:make-private',
  chooseStorage: 'profile:choose-storage',
  moveToSealedFile: 'profile:move-to-sealed-file',
  enterPassphrase: 'profile:enter-passphrase',
  signOut: 'profile:sign-out',
  undoSignIn: 'profile:undo-sign-in',
  addProfile: 'profiles:add',
  renameProfile: 'profiles:rename',
  removeProfile: 'profiles:remove',
  signInWithBrowser: 'sign-in:browser',
  startPasswordSignIn: 'sign-in:password',
  completePasswordSignIn: 'sign-in:code',
  cancelSignIn: 'sign-in:cancel',
  signInWithTokens: 'sign-in:tokens',
  importTokens: 'sign-in:import',
  startDemo: 'sign-in:demo',
  startSearch: 'leftovers:start',
  continueSearch: 'leftovers:continue',
  importLeftover: 'leftovers:import',
  closeLeftover: 'leftovers:close',
  trashLeftover: 'leftovers:trash',
  createBackup: 'backup:create',
  chooseBackup: 'backup:choose',
  takeOpenedBackup: 'backup:take-opened',
  openBackup: 'backup:open',
  compareBackup: 'backup:compare',
  closeBackup: 'backup:close',
  restoreBackup: 'backup:restore',
  exportTokens: 'tokens:export',
  clearTokens: 'tokens:clear',
  pauseAll: 'app:pause-all',
  resumeAll: 'app:resume-all',
  listPrograms: 'programs:list',
  tellOfPrograms: 'programs:tell',
  askAboutPrograms: 'programs:ask',
  allowProgram: 'programs:allow',
  blockProgram: 'programs:block',
  forgetProgram: 'programs:forget',
  listTrail: 'trail:list',
  exportTrail: 'trail:export',
  listActivity: 'activity:list',
  exportActivity: 'activity:export',
  describeRefreshes: 'activity:refreshes',
  changePreferences: 'preferences:change',
  getAutostart: 'autostart:get',
  setAutostart: 'autostart:set',
  showLicences: 'app:show-licences',
  restartApp: 'app:restart',
  describeApp: 'app:describe',
  copyAppFacts: 'app:copy-facts',
  listShortcuts: 'app:list-shortcuts',
  showLogFolder: 'app:show-log-folder',
} as const;

/** Pushes: main sends, the window listens. */
export const PUSHES = {
  snapshotChanged: 'app:snapshot-changed',
  pageRequested: 'app:page-requested',
  pressDone: 'app:press-done',
  fileOpened: 'app:file-opened',
} as const;

export type CallName = keyof typeof CALLS;

/** Calls that give a token out, let programs have them again, change the name that main's questions know an account by, or what the system starts, take the clipboard, open another program or end this one: answered only right after a press of a person, which main and the preload script each see for themselves. */
export const CALLS_BY_PRESS = [
  'copyAccessToken',
  'revealAccessToken',
  'exportTokens',
  'resumeAll',
  'tellOfPrograms',
  'allowProgram',
  'forgetProgram',
  'renameProfile',
  'setAutostart',
  'restartApp',
  'copyAppFacts',
  'showLogFolder',
] as const satisfies readonly CallName[];
export type CallByPress = (typeof CALLS_BY_PRESS)[number];

export type PushName = keyof typeof PUSHES;
