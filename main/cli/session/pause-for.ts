// Waits between two polls; ends at once when the command is aborted.
import { pause } from '../../core/flow/pause';
import type { CommandContext } from './command-context';

/** @throws the reason of the abort */
export async function pauseFor({ clock, signal }: Pick<CommandContext, 'clock' | 'signal'>, ms: number): Promise<void> {
  signal.throwIfAborted();
  await pause(clock, ms, signal);
  signal.throwIfAborted();
}
