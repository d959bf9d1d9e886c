// `axiom-tokens resume`: ends the pause. Only a person may answer, so that no program can end a pause.
import { AxiomTokenError } from '../../core/base/errors';
import type { CommandContext } from '../session/command-context';
import { usageError } from '../words/command-failure';
import { shownLine } from '../words/shown-words';

export async function run({ session, output, prompts, settings }: CommandContext): Promise<void> {
  if (!prompts.isPossible) {
    throw new AxiomTokenError('DENIED', {
      message: 'Only a person can end a pause.',
      remedy: 'Run axiom-tokens resume in a terminal, or press Resume in the window.',
    });
  }
  // If the app does not listen, the pause file is changed directly; the app reads it.
  const isAway = await session.isAway();
  const { paused } = await (isAway ? session.callInProcess('status', {}) : session.call('status', {}));
  const because = paused?.reason ? ` (${shownLine(paused.reason)})` : '';
  if (paused && !(await prompts.confirm(`Hand out and refresh tokens again${because}?`))) {
    throw usageError('Everything is still paused.', 'Answer y to resume.');
  }
  const answer = await (isAway ? session.callInProcess('resume', {}) : session.call('resume', {}));
  output.answer({ schema: 'axiom-tokens.pause.v1', ...answer }, () => 'Tokens are handed out and refreshed again.');
  if (isAway)
    output.warn(
      `This was written into ${settings.dataDirectory.value} without the app; a running app there sees it at once.`,
    );
}
