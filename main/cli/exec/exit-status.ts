// Exit codes of `exec`: the child's own, or why it could not be started. Pure.
import { constants } from 'node:os';

/** How the child ended. */
export type ChildEnd = { readonly code: number } | { readonly signal: NodeJS.Signals };

/** Why the child was not started. */
export interface StartFailure {
  readonly code: 125 | 126 | 127;
  readonly message: string;
}

/** Turns the system's error (`error.code`) into an exit code and a message. */
export function startFailure(program: string, errno: string | undefined): StartFailure {
  switch (errno) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { code: 127, message: `${program}: there is no such program.` };
    case 'EACCES':
    case 'EPERM':
    case 'ENOEXEC':
    case 'EISDIR':
    case 'ELOOP':
    case 'ETXTBSY':
      return { code: 126, message: `${program}: cannot be executed (${errno}).` };
    case 'E2BIG':
      return { code: 126, message: `${program}: its arguments and environment are too long (E2BIG).` };
    default:
      return { code: 125, message: `${program}: could not be started${errno === undefined ? '' : ` (${errno})`}.` };
  }
}

/** The code that a shell shows: 128 plus the signal's number when a signal ended it. */
export function exitCodeOf(end: ChildEnd): number {
  return 'code' in end ? end.code : 128 + (constants.signals[end.signal] ?? 0);
}

/** Signals that make a core dump. A dump of this process would contain the tokens. */
const WITH_CORE: ReadonlySet<NodeJS.Signals> = new Set([
  ...([
    'SIGQUIT',
    'SIGILL',
    'SIGTRAP',
    'SIGABRT',
    'SIGBUS',
    'SIGFPE',
    'SIGSEGV',
    'SIGXCPU',
    'SIGXFSZ',
    'SIGSYS',
  ] as const),
]);

/** Whether this signal makes a core dump, unless that is prevented. */
export function dumpsCore(signal: NodeJS.Signals): boolean {
  return WITH_CORE.has(signal);
}
