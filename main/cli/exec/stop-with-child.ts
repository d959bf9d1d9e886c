// For a program that stops itself in the foreground of a terminal (kill -STOP $$, an editor's "suspend"): exec stops
// as well, so that the shell notices it and takes the terminal back. When exec continues, it continues the program.
// Ctrl-Z needs none of this: it stops both.
import { readBoundedSync } from '../../adapters/files/bounded-read';
import { statFields } from '../../adapters/peer/process-facts';
import type { Clock, Unsubscribe } from '../../core/ports/clock';

/** After Ctrl-Z and fg the program may continue a moment later than this process. */
const SETTLE_MS = 100;
const MAX_STAT_BYTES = 4096;

export interface StopWithChildParts {
  /** The process id of the running program; `undefined` while there is none. */
  readonly pid: () => number | undefined;
  readonly clock: Pick<Clock, 'setTimer'>;
  /** The text of `/proc/PID/stat`; throws if there is none. */
  readonly statOf?: (pid: number) => string;
  readonly kill?: (pid: number, signal: NodeJS.Signals) => void;
  readonly from?: Pick<NodeJS.Process, 'on' | 'off' | 'pid' | 'platform'>;
}

/** Works until the result is called. Only on Linux, where `/proc` shows which process is stopped. */
export function stopWithChild(parts: StopWithChildParts): Unsubscribe {
  const { pid, clock, statOf = readStat, kill = process.kill.bind(process), from = process } = parts;
  if (from.platform !== 'linux') return () => undefined;
  let cancel: Unsubscribe = () => undefined;
  let hasStopped = false;
  const isStanding = (): boolean => {
    const child = pid();
    try {
      return child !== undefined && standsInForeground(statOf(child));
    } catch {
      return false;
    }
  };
  const look = (): void => {
    if (!isStanding()) return;
    cancel();
    cancel = clock.setTimer(SETTLE_MS, () => {
      if (!isStanding()) return;
      hasStopped = true;
      kill(from.pid, 'SIGSTOP');
    });
  };
  const goOn = (): void => {
    const child = pid();
    if (hasStopped && child !== undefined) kill(child, 'SIGCONT');
    hasStopped = false;
  };
  from.on('SIGCHLD', look);
  from.on('SIGCONT', goOn);
  return () => {
    cancel();
    from.off('SIGCHLD', look);
    from.off('SIGCONT', goOn);
  };
}

/** Whether a process is stopped, and its process group is the one that the terminal belongs to. Pure. */
export function standsInForeground(stat: string): boolean {
  const [state, , group, , , foreground] = statFields(stat)?.fields ?? [];
  return state === 'T' && group === foreground;
}

function readStat(pid: number): string {
  const found = readBoundedSync({ path: `/proc/${pid}/stat`, maxBytes: MAX_STAT_BYTES, followsLinks: false });
  return typeof found === 'string' ? '' : found.bytes.toString('utf8');
}
