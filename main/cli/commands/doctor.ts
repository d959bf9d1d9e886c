// `axiom-tokens doctor`: shows the running app's checks together with those of this process. If no app answers, this
// process makes all checks.
import type { Doctor } from '../../compose/open-doctor';
import type { Unsubscribe } from '../../core/ports/clock';
import { exitOfFindings } from '../../doctor/doctor-exit';
import { reportLines, summaryOf } from '../../doctor/report-lines';
import { CHECK_TITLES, type CheckId } from '../../doctor/check';
import { remedyForPrograms } from '../../handout/error-answer';
import type { Finding } from '../../handout/operations';
import type { CommandContext } from '../session/command-context';
import { createOwnDoctor } from './own-doctor';
import type { ParsedOptions } from '../words/parsed-options';

/** Checks that this process always makes itself. */
const OWN: readonly CheckId[] = ['versions', 'socket'];
const OTHERS = (Object.keys(CHECK_TITLES) as CheckId[]).filter((id) => !OWN.includes(id));
/** The app's checks have their own deadline; this limit is for an app that hangs or is busy. */
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
  const others = ({ id }: Finding): boolean => !OWN.some((each) => each === id);
  if (app) return [...ownFindings, ...app.findings.filter(others)];
  // The app has answered "hello", so it runs but is slow. This process makes the other checks in its place.
  const rest = await own.run(undefined, OTHERS);
  return [...ownFindings.map((finding) => (finding.id === 'socket' ? slowApp(link.socket) : finding)), ...rest];
}

function slowApp(socket: string): Finding {
  return {
    id: 'socket',
    title: CHECK_TITLES.socket,
    verdict: 'warning',
    detail: `The app answers at ${socket}, but did not finish its checks in time; this program made them instead.`,
    remedy: 'It may be busy: run this again in a minute. If it stays like this, quit the app and start it again.',
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
