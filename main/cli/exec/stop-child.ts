// Asks a program to end, and kills it when it does not.
import { startDeadline } from '../../core/flow/deadline';
import type { Clock } from '../../core/ports/clock';
import type { Child } from './child-process';
import type { ChildEnd } from './exit-status';

export interface StopOptions {
  readonly clock: Clock;
  readonly signal: NodeJS.Signals;
  /** After this time the child is killed. */
  readonly timeoutMs: number;
}

/** Resolves when the child has ended. */
export async function stopChild(child: Child, { clock, signal, timeoutMs }: StopOptions): Promise<ChildEnd> {
  child.kill(signal);
  // A stopped process (Ctrl-Z) gets the signal only after it continues.
  if (process.platform !== 'win32') child.kill('SIGCONT');
  const cancel = startDeadline(clock, timeoutMs, () => child.kill('SIGKILL'));
  const end = await child.ended;
  cancel();
  return end;
}
