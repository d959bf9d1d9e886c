// The checks of `doctor`. Each one inspects one thing (`inspect`), and a pure function turns the facts into verdicts (`judge`). All run at the same time,
// each with its own deadline. Used by main/compose/open-doctor.ts.
import { toAxiomTokenError } from '../core/base/errors';
import { startDeadline } from '../core/flow/deadline';
import type { Clock, Unsubscribe } from '../core/ports/clock';
import type { Finding } from '../handout/operations';

/** The title of each check by its id, in the order of the report. */
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

/** One line of the report without its title, which comes from the check. */
export type Verdict = Pick<Finding, 'verdict' | 'detail' | 'remedy'>;

/** A check that can be run. */
export interface Check {
  readonly id: CheckId;
  run(clock: Clock): Promise<readonly Verdict[]>;
}

export interface CheckParts<Facts> {
  readonly id: CheckId;
  /** After this time, `judge` gets `late` instead of the facts. */
  readonly limitMs: number;
  /** `signal` is aborted when the facts are not needed any more. */
  readonly inspect: (signal: AbortSignal) => Promise<Facts>;
  /** Must be pure. */
  readonly judge: (facts: Facts | 'late') => Verdict | readonly Verdict[];
}

/** A check from `inspect` and `judge`. An error that `inspect` throws becomes a `wrong` verdict with the error's message. */
export function makeCheck<Facts>({ id, limitMs, inspect, judge }: CheckParts<Facts>): Check {
  return {
    id,
    async run(clock) {
      const over = new AbortController();
      let cancel: Unsubscribe = () => undefined;
      const late = new Promise<'late'>((resolve) => {
        cancel = startDeadline(clock, limitMs, () => resolve('late'));
      });
      try {
        return [judge(await Promise.race([inspect(over.signal), late]))].flat();
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

/** Runs all checks at the same time; the findings are in the order of the checks. `onDone` is called with the findings of each check when it ends. */
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
