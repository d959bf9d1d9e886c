// Makes a call that the app may ask the user about, and prints a note on stderr once it waits: the socket does not tell whether a question is open.
import type { CommandContext } from '../session/command-context';

/** A call that takes longer is probably waiting for the user. */
const PATIENCE_MS = 1_500;

/**
 * Makes the call. Prints nothing when it ends soon, or when no app runs: the question then comes in the terminal. `call` is given a function that takes the note
 * back, for when the user already knows what the app waits for.
 */
export async function withAppQuestion<Result>(
  { session, output, clock }: Pick<CommandContext, 'session' | 'output' | 'clock'>,
  call: (takeBack: () => void) => Promise<Result>,
): Promise<Result> {
  if ((await session.source()) !== 'broker') return call(() => undefined);
  const takeBack = clock.setTimer(PATIENCE_MS, () =>
    output.note('If the app has a question, answer it in its window.'),
  );
  try {
    return await call(takeBack);
  } finally {
    takeBack();
  }
}
