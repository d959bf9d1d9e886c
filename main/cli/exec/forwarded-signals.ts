// What this process does with signals while a program of its own runs: the terminal sends INT and QUIT to both, so ours are left to the child; what is sent to
// this process alone goes on to the child. Stopping and going on (Ctrl-Z, fg) are the system's: both are stopped, because both are in one process group.
import type { Unsubscribe } from '../../core/ports/clock';

const LEFT_TO_CHILD: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];
const FORWARDED: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'];

export interface SignalTaker {
  /** Came to this process and is the child's to have. */
  forward(signal: NodeJS.Signals): void;
  /** The child has it from the terminal. */
  notice(signal: NodeJS.Signals): void;
}

/** Until it is undone no signal of these ends this process. */
export function takeSignals(taker: SignalTaker, from: Pick<NodeJS.Process, 'on' | 'off'> = process): Unsubscribe {
  const handlers: readonly (readonly [NodeJS.Signals, () => void])[] = [
    ...LEFT_TO_CHILD.map((signal) => [signal, () => taker.notice(signal)] as const),
    // Windows knows none of the others, but for HUP when the window closes.
    ...FORWARDED.map((signal) => [signal, () => taker.forward(signal)] as const),
  ];
  const taken = handlers.filter(([signal]) => process.platform !== 'win32' || !signal.startsWith('SIGUSR'));
  for (const [signal, handler] of taken) from.on(signal, handler);
  return () => {
    for (const [signal, handler] of taken) from.off(signal, handler);
  };
}
