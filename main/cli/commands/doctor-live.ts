// `axiom-tokens doctor --live`: one real refresh, by the usual core, locks and places, and a report of the server's answer. Only for a person who types yes in a terminal.
import { liveReportLines } from '../../adapters/doctor/live-report';
import { AxiomTokenError } from '../../core/base/errors';
import type { CommandContext } from '../session/command-context';
import { openLive, type Live } from './open-live';
import { shownLine } from '../words/shown-words';

/** Variables that CI systems set: no person uses such a terminal. */
const MACHINE_VARIABLES = ['CI', 'CONTINUOUS_INTEGRATION', 'BUILD_NUMBER', 'GITHUB_ACTIONS'];

/** @throws AxiomTokenError `INVALID_INPUT` without a terminal; `CANCELLED`; the error of the refresh when nothing was sent */
export async function runLive(
  context: CommandContext,
  open: (context: CommandContext) => Promise<Live> = openLive,
): Promise<number> {
  const { prompts, env, output } = context;
  if (!prompts.isPossible || MACHINE_VARIABLES.some((name) => Boolean(env[name]))) {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: 'doctor --live is for a person in a terminal, not for scripts.',
      remedy: 'Run it yourself in a terminal, without --no-input. Nothing was sent.',
    });
  }
  const live = await open(context);
  try {
    const { name, host } = await live.about();
    const answer = await prompts.line(
      `${shownLine(name)} is refreshed once at ${shownLine(host)}, as the app does automatically all the time, and the new tokens are saved.\nThe report says how the server answered; no token, cookie or e-mail is in it.\nType yes to go on: `,
    );
    if (answer.trim().toLowerCase() !== 'yes') throw new AxiomTokenError('CANCELLED');
    const report = await live.check();
    output.answer(report, (shown) => liveReportLines(shown).join('\n'));
    output.note('Read it before you show it to others.');
    return 0;
  } finally {
    await live.dispose();
  }
}
