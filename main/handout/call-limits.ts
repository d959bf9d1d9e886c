// How often a minute what reaches a server, makes a key, or writes or reads much may be asked for: more than a person asks for is a script. The one table of this.
// The window's calls are counted together, by main/desktop/ipc/limited-handlers.ts, and apart from them those of all programs at the socket together, by
// main/compose/operations/limited-operations.ts, so that no program uses up what a person may do. Pure.
import type { CallName, Calls } from './operations';

/** A row of the table. */
export interface CallLimit {
  readonly most: number;
  /** The calls of the window, each of which is counted by itself. */
  readonly window: readonly string[];
  /** The calls at the socket, which are counted as one. */
  readonly socket: readonly CallName[];
}

export const CALL_LIMITS = [
  { most: 6, window: ['copyAccessToken', 'revealAccessToken'], socket: [] },
  { most: 12, window: ['exportTokens'], socket: [] },
  { most: 12, window: ['resumeAll'], socket: ['resume'] },
  // Each makes a key, and one waits for the other.
  { most: 6, window: ['enterPassphrase'], socket: [] },
  { most: 10, window: ['openBackup'], socket: ['restore'] },
  // Reads the list of used tokens.
  { most: 30, window: ['compareBackup'], socket: [] },
  { most: 10, window: ['startPasswordSignIn'], socket: ['login.start'] },
  { most: 12, window: ['completePasswordSignIn'], socket: ['login.answer'] },
  { most: 20, window: ['addProfile'], socket: ['profiles.add'] },
  { most: 20, window: ['renameProfile'], socket: ['profiles.rename'] },
  { most: 30, window: ['tellOfPrograms', 'askAboutPrograms'], socket: ['consumers.policy'] },
  { most: 60, window: ['allowProgram'], socket: ['consumers.allow'] },
  { most: 60, window: ['blockProgram'], socket: ['consumers.block'] },
  { most: 60, window: ['forgetProgram'], socket: ['consumers.forget'] },
  { most: 240, window: ['listPrograms'], socket: ['consumers.list'] },
  // Each may read all that was kept.
  { most: 240, window: ['listTrail'], socket: ['trail.query'] },
  { most: 20, window: ['exportTrail'], socket: [] },
  // Each reads what was kept of a month.
  { most: 120, window: ['listActivity', 'describeRefreshes'], socket: [] },
  { most: 20, window: ['exportActivity'], socket: [] },
  // Settings are written before anything else is answered.
  { most: 60, window: ['changePreferences'], socket: ['profiles.default'] },
  { most: 20, window: ['setAutostart'], socket: [] },
  // Each asks Axiom's hosts and starts programs.
  { most: 12, window: ['checkComputer'], socket: ['doctor'] },
] as const satisfies readonly CallLimit[];

/** Whether a call at the socket counts: tokens that were brought reach no server before a person was asked, and neither does a window that was opened. */
export function counts<Name extends CallName>(name: Name, params: Calls[Name]['params']): boolean {
  return name !== 'login.start' || (params as Calls['login.start']['params']).way === 'password';
}
