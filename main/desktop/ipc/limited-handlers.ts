// Counts how often what gives a token out, or reaches a server or the disk, is asked for: more than a person asks for in a minute is a script.
// Called by open-shell.ts before window, tray and menu get the handlers, so that all of them share one count.
import type { Clock } from '../../core/ports/clock';
import { RateLimit } from '../../core/time/rate-limit';
import { CALLS_BY_PRESS, type CallName } from '../../../preload/contract/channels';
import type { Handlers } from '../../../preload/contract/schemas';

const MOST_PER_MINUTE: Readonly<Partial<Record<CallName, number>>> = {
  copyAccessToken: 6,
  revealAccessToken: 6,
  exportTokens: 12,
  resumeAll: 12,
  // Each makes a key, and one waits for the other.
  enterPassphrase: 6,
  openBackup: 10,
  // Reads the list of used tokens.
  compareBackup: 30,
  startPasswordSignIn: 10,
  completePasswordSignIn: 12,
  addProfile: 20,
  renameProfile: 20,
  tellOfPrograms: 30,
  askAboutPrograms: 30,
  allowProgram: 60,
  blockProgram: 60,
  forgetProgram: 60,
  listPrograms: 240,
  // Each may read all that was kept.
  listTrail: 240,
  exportTrail: 20,
  // Each reads what was kept of a month.
  listActivity: 120,
  exportActivity: 20,
  describeRefreshes: 120,
  // Settings are written before anything else is answered.
  changePreferences: 60,
  setAutostart: 20,
  // Each asks Axiom's hosts and starts programs.
  checkComputer: 12,
};

const BY_PRESS: ReadonlySet<string> = new Set(CALLS_BY_PRESS);

/** The same handlers; beyond its limit a call is refused with `RATE_LIMITED` and reaches none. */
export function limitHandlers(handlers: Handlers, clock: Clock): Handlers {
  const limited = Object.entries(MOST_PER_MINUTE).map(([name, most]) => {
    const limit = new RateLimit(clock, most, 60_000);
    // The table pairs each handler with its request; TypeScript cannot follow that for a variable name.
    const handler = handlers[name as CallName] as (request: unknown) => Promise<unknown>;
    return [
      name,
      async (request: unknown) => {
        const takeBack = limit.pass();
        return handler(request).catch((error: unknown) => {
          // What a person has pressed for, and cancelled or been refused, gave nothing out.
          if (BY_PRESS.has(name)) takeBack();
          throw error;
        });
      },
    ];
  });
  return { ...handlers, ...Object.fromEntries(limited) };
}
