// Signals while a child runs. The terminal sends INT and QUIT to both processes, so this one leaves them to the child; a signal sent to this process alone
// is forwarded. Ctrl-Z and fg need nothing: the system stops and continues the whole process group.
import type { Unsubscribe } from '../../core/ports/clock';

const LEFT_TO_CHILD: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];
const FORWARDED: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'];

export interface SignalTaker {
  /** Forwards a signal that was sent to this process only. */
  forward(signal: NodeJS.Signals): void;
  /** Notes a signal that the terminal has sent to the child, too. */
  notice(signal: NodeJS.Signals): void;
}

/** Keeps these signals from ending this process until it is undone. */
export function forwardSignals(taker: SignalTaker, from: Pick<NodeJS.Process, 'on' | 'off'> = process): Unsubscribe {
  const handlers: readonly (readonly [NodeJS.Signals, () => void])[] = [
    ...LEFT_TO_CHILD.map((signal) => [signal, () => taker.notice(signal)] as const),
    // On Windows only INT and, when the console closes, HUP exist.
    ...FORWARDED.map((signal) => [signal, () => taker.forward(signal)] as const),
  ];
  const taken = handlers.filter(([signal]) => process.platform !== 'win32' || !signal.startsWith('SIGUSR'));
  for (const [signal, handler] of taken) from.on(signal, handler);
  return () => {
    for (const [signal, handler] of taken) from.off(signal, handler);
  };
}
