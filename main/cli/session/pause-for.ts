// A pause between two looks, which ends at once when the command is to end.
import type { CommandContext } from './command-context';

/** @throws what the command is ended with */
export async function pauseFor({ clock, signal }: Pick<CommandContext, 'clock' | 'signal'>, ms: number): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.setTimer(ms, end);
    signal.addEventListener('abort', end);
  });
  signal.throwIfAborted();
}
