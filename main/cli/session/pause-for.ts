// A pause between two looks, which ends at once when the command is to end.
import { pause } from '../../core/flow/pause';
import type { CommandContext } from './command-context';

/** @throws what the command is ended with */
export async function pauseFor({ clock, signal }: Pick<CommandContext, 'clock' | 'signal'>, ms: number): Promise<void> {
  signal.throwIfAborted();
  await pause(clock, ms, signal);
  signal.throwIfAborted();
}
