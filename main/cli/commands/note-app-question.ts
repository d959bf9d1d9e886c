// Prints a note on stderr before a call that the app may ask the user about.
import type { CommandContext } from '../session/command-context';

/** `words`: what to do in the window. Prints nothing when no app runs: the question then comes in the terminal. */
export async function noteAppQuestion(
  { session, output }: Pick<CommandContext, 'session' | 'output'>,
  words = 'Allow it in the window of the app.',
): Promise<void> {
  if ((await session.source()) === 'broker') output.note(words);
}
