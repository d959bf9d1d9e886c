// Says on stderr that the app may be waiting for its user, before a call that it asks about.
import type { CommandContext } from '../session/command-context';

/** `words`: what to do in the window. Nothing is said where no app runs: the question then comes in the terminal. */
export async function noteAppQuestion(
  { session, output }: Pick<CommandContext, 'session' | 'output'>,
  words = 'Allow it in the window of the app.',
): Promise<void> {
  if ((await session.source()) === 'broker') output.note(words);
}
