// `axiom-tokens doctor`: shows the running app's checks together with those of this process; where no app answers, this process makes all of them.
import type { Doctor } from '../../compose/open-doctor';
import type { Unsubscribe } from '../../core/ports/clock';
import { exitOfFindings } from '../../doctor/doctor-exit';
import { reportLines, summaryOf } from '../../doctor/report-lines';
import type { CheckId } from '../../doctor/check';
import { remedyForPrograms } from '../../handout/error-answer';
import type { Finding } from '../../handout/operations';
import type { CommandContext } from '../session/command-context';
import { createOwnDoctor } from './own-doctor';
import type { ParsedOptions } from '../words/parsed-options';

/** Checks that this process always makes itself. */
const OWN: readonly CheckId[] = ['versions', 'socket'];
/** The app's checks have their own deadline; this limit is for an app that hangs. */
const APP_LIMIT_MS = 7_500;
const FIND_LIMIT_MS = 2_000;

const COLORS = { ok: 'green', warning: 'yellow', wrong: 'red', 'not-run': 'dim' } as const;

/** `own`: the checks made by this process. */
export async function run(
  context: CommandContext,
  options: ParsedOptions,
  own: (context: CommandContext) => Doctor = createOwnDoctor,
): Promise<number> {
  if (options.has('live')) {
    const { runLive } = await import('./doctor-live');
    return runLive(context);
  }
  const { output } = context;
  const found = await findingsOf(context, own(context));
  const findings = found.map(({ remedy, ...finding }) =>
    remedy === undefined ? finding : { ...finding, remedy: remedyForPrograms(remedy) },
  );
  const exit = exitOfFindings(findings);
  output.answer({ schema: 'axiom-tokens.doctor.v1', exit, findings }, (shown) =>
    [
      ...reportLines(shown.findings, (verdict, mark) => output.paint(COLORS[verdict], mark)),
      '',
      summaryOf(findings),
    ].join('\n'),
  );
  return exit;
}

async function findingsOf(context: CommandContext, own: Doctor): Promise<readonly Finding[]> {
  const { session, settings } = context;
  const link =
    settings.brokerUse.value === 'standalone' ? undefined : await within(context, FIND_LIMIT_MS, session.look());
  if (!link) return own.run();
  const [ownFindings, app] = await Promise.all([
    own.run(undefined, OWN),
    within(
      context,
      APP_LIMIT_MS,
      session.call('doctor', {}).catch(() => undefined),
    ),
  ]);
  if (!app) return ownFindings.map((finding) => (finding.id === 'socket' ? silentApp(link.socket) : finding));
  return [...ownFindings, ...app.findings.filter(({ id }) => !OWN.some((each) => each === id))];
}

function silentApp(socket: string): Finding {
  return {
    id: 'socket',
    title: 'Socket for programs',
    verdict: 'wrong',
    detail: `The app takes connections at ${socket} but does not answer.`,
    remedy: 'Quit the app and start it again. "axiom-tokens doctor --standalone" looks at the rest without it.',
  };
}

/** `undefined` when it takes longer than `ms`. */
async function within<Value>(
  { clock }: CommandContext,
  limitMs: number,
  work: Promise<Value>,
): Promise<Value | undefined> {
  let cancel: Unsubscribe = () => undefined;
  const late = new Promise<undefined>((resolve) => {
    cancel = clock.setTimer(limitMs, () => resolve(undefined));
  });
  return Promise.race([work, late]).finally(cancel);
}
