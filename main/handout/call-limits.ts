// The limits, for each minute, of calls that reach a server, derive a key, or read or write much. The numbers are higher than a user needs.
// main/desktop/ipc/limited-handlers.ts counts the calls of the window, and main/compose/operations/limited-operations.ts separately those of all programs at the
// socket together, so that no program uses up what the user may do. Pure.
import type { CallName, Calls } from './operations';

/** A row of the table. */
export interface CallLimit {
  readonly most: number;
  /** The calls of the window; each is counted separately. */
  readonly window: readonly string[];
  /** The calls at the socket, which are counted together. */
  readonly socket: readonly CallName[];
}

export const CALL_LIMITS = [
  { most: 6, window: ['copyAccessToken', 'revealAccessToken'], socket: [] },
  { most: 12, window: ['exportTokens'], socket: [] },
  { most: 12, window: ['resumeAll'], socket: ['resume'] },
  // Each derives a key, and they run one after another.
  { most: 6, window: ['enterPassphrase'], socket: [] },
  { most: 10, window: ['openBackup'], socket: ['restore'] },
  // Each reads the list of spent tokens.
  { most: 30, window: ['compareBackup'], socket: [] },
  { most: 10, window: ['startPasswordSignIn'], socket: ['login.start'] },
  { most: 12, window: ['completePasswordSignIn'], socket: ['login.answer'] },
  { most: 20, window: ['addProfile'], socket: ['profiles.add'] },
  { most: 20, window: ['renameProfile'], socket: ['profiles.rename'] },
  { most: 30, window: ['notifyOfPrograms', 'askAboutPrograms'], socket: ['consumers.policy'] },
  { most: 60, window: ['allowProgram'], socket: ['consumers.allow'] },
  { most: 60, window: ['blockProgram'], socket: ['consumers.block'] },
  { most: 60, window: ['forgetProgram'], socket: ['consumers.forget'] },
  { most: 240, window: ['listPrograms'], socket: ['consumers.list'] },
  // Each may read the whole audit trail.
  { most: 240, window: ['listTrail'], socket: ['trail.query'] },
  { most: 20, window: ['exportTrail'], socket: [] },
  // Each may read the activity log of a month.
  { most: 120, window: ['listActivity', 'describeRefreshes'], socket: [] },
  { most: 20, window: ['exportActivity'], socket: [] },
  // Each writes the settings synchronously.
  { most: 60, window: ['changePreferences'], socket: ['profiles.default'] },
  { most: 20, window: ['setAutostart'], socket: [] },
  // Each connects to Axiom's hosts and starts programs.
  { most: 12, window: ['checkComputer'], socket: ['doctor'] },
] as const satisfies readonly CallLimit[];

/** Whether a call at the socket counts. A sign-in with pasted tokens or in a browser window does not: it reaches no server before the user acts. */
export function counts<Name extends CallName>(name: Name, params: Calls[Name]['params']): boolean {
  return name !== 'login.start' || (params as Calls['login.start']['params']).way === 'password';
}
