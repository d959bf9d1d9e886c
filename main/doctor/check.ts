// What `doctor` looks at, and how: each check looks by itself and is judged by a pure function. All run at once, each with a deadline of its own.
// Used by main/compose/open-doctor.ts.
import { toAxiomTokenError } from '../core/base/errors';
import { startDeadline } from '../core/flow/deadline';
import type { Clock, Unsubscribe } from '../core/ports/clock';
import type { Finding } from '../handout/operations';

/** Every check by its id, with the title of its lines, in the order of the report. */
export const CHECK_TITLES = {
  versions: 'Versions',
  keychain: 'System keychain',
  files: 'Files and folders',
  state: 'Locks and sealed records',
  clock: 'Clock',
  hosts: 'Axiom’s servers',
  socket: 'Socket for programs',
  'session-bus': 'Session bus',
  tray: 'Tray icon',
  autostart: 'Start with the session',
  sandbox: 'Sandbox',
} as const;
export type CheckId = keyof typeof CHECK_TITLES;

/** What is said in a line; its title comes from the check. */
export type Verdict = Pick<Finding, 'verdict' | 'detail' | 'remedy'>;

/** One check. */
export interface Check {
  readonly id: CheckId;
  run(clock: Clock): Promise<readonly Verdict[]>;
}

export interface CheckParts<Look> {
  readonly id: CheckId;
  /** After this the look counts as `late`. */
  readonly limitMs: number;
  /** `signal` is aborted when nobody waits any more. */
  readonly look: (signal: AbortSignal) => Promise<Look>;
  /** Pure. */
  readonly judge: (look: Look | 'late') => Verdict | readonly Verdict[];
}

/** Puts a look and its judgement together. What the look throws is told in its own words. */
export function makeCheck<Look>({ id, limitMs, look, judge }: CheckParts<Look>): Check {
  return {
    id,
    async run(clock) {
      const over = new AbortController();
      let cancel: Unsubscribe = () => undefined;
      const late = new Promise<'late'>((resolve) => {
        cancel = startDeadline(clock, limitMs, () => resolve('late'));
      });
      try {
        return [judge(await Promise.race([look(over.signal), late]))].flat();
      } catch (error) {
        const { message, remedy } = toAxiomTokenError(error);
        return [{ verdict: 'wrong', detail: message, remedy }];
      } finally {
        cancel();
        over.abort();
      }
    },
  };
}

/** Runs all at once; the lines stand in the order of the checks. `onDone` hears of each check when it has ended. */
export async function runChecks(
  checks: readonly Check[],
  clock: Clock,
  onDone: (findings: readonly Finding[]) => void = () => undefined,
): Promise<readonly Finding[]> {
  const all = await Promise.all(
    checks.map(async (check) => {
      const { id } = check;
      const findings = (await check.run(clock)).map((verdict) => ({ id, title: CHECK_TITLES[id], ...verdict }));
      onDone(findings);
      return findings;
    }),
  );
  return all.flat();
}
