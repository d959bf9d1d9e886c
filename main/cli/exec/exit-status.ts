// How `exec` ends: as its child did, or as a program that could not be started. Pure.
import { constants } from 'node:os';

/** How the child ended. */
export type ChildEnd = { readonly code: number } | { readonly signal: NodeJS.Signals };

/** Why it was not started. */
export interface StartFailure {
  readonly code: 125 | 126 | 127;
  readonly message: string;
}

/** What the system said when the program was to be started (`error.code`), as an exit code and in words. */
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

/** What a shell shows of the end: 128 and the signal's number where a signal ended it. */
export function exitCodeOf(end: ChildEnd): number {
  return 'code' in end ? end.code : 128 + (constants.signals[end.signal] ?? 0);
}

/** Signals whose death leaves a picture of memory behind. One of this process would show the tokens in it. */
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

/** Whether dying by this signal dumps core, unless that is prevented. */
export function dumpsCore(signal: NodeJS.Signals): boolean {
  return WITH_CORE.has(signal);
}
