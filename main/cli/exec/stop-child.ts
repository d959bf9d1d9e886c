// Asks a program to end, and kills it when it does not.
import { type Clock, MAX_TIMER_MS } from '../../core/ports/clock';
import type { Child } from './child-process';
import type { ChildEnd } from './exit-status';

export interface StopOptions {
  readonly clock: Clock;
  readonly signal: NodeJS.Signals;
  /** After this long it is killed. */
  readonly timeoutMs: number;
}

/** Resolves when the child has ended. */
export async function stopChild(child: Child, { clock, signal, timeoutMs }: StopOptions): Promise<ChildEnd> {
  child.kill(signal);
  // One that stands still (Ctrl-Z) hears nothing until it goes on.
  if (process.platform !== 'win32') child.kill('SIGCONT');
  const killAtMs = clock.monotonicMs() + timeoutMs;
  let cancel = () => undefined as void;
  const look = () => {
    const leftMs = killAtMs - clock.monotonicMs();
    if (leftMs <= 0) child.kill('SIGKILL');
    else cancel = clock.setTimer(Math.min(leftMs, MAX_TIMER_MS), look);
  };
  look();
  const end = await child.ended;
  cancel();
  return end;
}
