// `axiom-tokens pause`.
import type { CommandContext } from '../session/command-context';
import type { GivenOptions } from '../words/given-options';

export async function run({ session, output }: CommandContext, options: GivenOptions): Promise<void> {
  const reason = options.text('reason');
  const answer = await session.call('pause', reason === undefined ? {} : { reason });
  output.answer({ schema: 'axiom-tokens.pause.v1', ...answer }, () => 'Everything is paused.');
  output.note('No program gets a token until you resume: axiom-tokens resume, or the window.');
}
