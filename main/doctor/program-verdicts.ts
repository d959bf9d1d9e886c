// Verdicts about the programs themselves: what answers at the socket, and whether the versions match. Pure.
import { PROTOCOLS } from '../handout/protocol';
import { wrongSocketWords } from '../handout/wrong-socket-words';
import type { Verdict } from './check';

/** What answers at the socket. `silent`: a program listens but does not answer; `other`: the answer is not from this app. */
export type SocketAnswer =
  | { readonly kind: string; readonly version: string; readonly pid: number; readonly protocol: number }
  | 'refused'
  | 'silent'
  | 'other';

type Ownership = 'absent' | 'private' | 'open' | 'not-own' | 'other-kind';

export interface SocketFacts {
  /** Who can use the folder, and the socket in it. `other-kind`: the path is neither a folder nor a socket. */
  readonly folder: Ownership;
  readonly socket: Ownership;
  /** Absent when the socket was not asked, because it or its folder cannot be trusted. */
  readonly answer?: SocketAnswer | undefined;
  /** The app that runs with this data folder, as far as its files show. */
  readonly runningApp?: { readonly pid?: number } | undefined;
  /** The flag or variable by which the user named the path. Then it may belong to another program. */
  readonly namedBy?: string | undefined;
}

/** `isApp`: the check runs in the app, so the socket must answer. */
export function judgeSocket(facts: SocketFacts | 'late', path: string, isApp: boolean): Verdict {
  if (facts === 'late') {
    return { verdict: 'wrong', detail: `${path} did not answer in time.`, remedy: BUSY_OR_STUCK };
  }
  const { folder, socket, answer, runningApp, namedBy } = facts;
  const remedy = namedBy === undefined ? undefined : NAME_IT;
  if (folder === 'not-own' || socket === 'not-own') {
    return {
      verdict: 'wrong',
      detail: `${path} belongs to another user of this computer.`,
      remedy: remedy ?? 'Do not use it. Remove it, or have its owner remove it, then quit the app and start it again.',
    };
  }
  if (folder === 'open' || socket === 'open') {
    return {
      verdict: 'wrong',
      detail: `Other users of this computer can use ${path}.`,
      remedy: remedy ?? 'Quit the app, remove that folder, and start the app again; it makes one for you alone.',
    };
  }
  if (folder === 'other-kind' || socket === 'other-kind') {
    return {
      verdict: 'wrong',
      detail: `Something that is not a socket is at the path of the socket: ${path}.`,
      remedy: remedy ?? `Move it away. ${RESTART}`,
    };
  }
  if (socket === 'absent' || answer === 'refused') {
    if (isApp) {
      return {
        verdict: 'wrong',
        detail: 'The app runs, but programs cannot reach it over its socket.',
        remedy: RESTART,
      };
    }
    if (namedBy !== undefined) {
      const { what, remedy: correct } = wrongSocketWords(namedBy);
      const nothing = socket === 'absent' ? 'There is no socket' : 'Nobody listens at';
      return { verdict: 'wrong', detail: `${nothing} ${path}, ${what}.`, remedy: correct };
    }
    if (!runningApp) return { verdict: 'ok', detail: 'The app does not run; axiom-tokens works without it.' };
    return {
      verdict: 'wrong',
      detail: `The app runs, but no program listens at ${path}, where programs connect to it.`,
      remedy:
        'If it was started just now, run the check again. Otherwise set XDG_RUNTIME_DIR and HOME as they are in your desktop session, or AXIOM_TOKENS_SOCK to the socket that the app names under "Check this computer"; or quit the app and start it again.',
    };
  }
  if (answer === 'silent' || answer === undefined)
    return {
      verdict: 'wrong',
      detail: `Something listens at ${path}, but did not answer in time.${processWords(runningApp)}`,
      remedy: runningApp?.pid === undefined ? `${BUSY_OR_STUCK} ${FIND_IT}` : BUSY_OR_STUCK,
    };
  if (answer === 'other') {
    return {
      verdict: 'wrong',
      detail: `Something other than this app answers at ${path}.`,
      remedy: 'Find it with "lsof -U" and end it, then quit the app and start it again.',
    };
  }
  const where = isApp ? ` at ${path}` : '';
  return {
    verdict: 'ok',
    detail: `The ${answer.kind === 'agent' ? 'agent' : 'app'} answers${where} (version ${answer.version}, process ${answer.pid}).`,
  };
}

function processWords(app: SocketFacts['runningApp']): string {
  return app?.pid === undefined ? '' : ` The app with this data folder is process ${app.pid}.`;
}

const FIND_IT = '"lsof -U" shows which program it is.';
const NAME_IT =
  'Give the socket of the app with --socket or AXIOM_TOKENS_SOCK. Without them, the app is found automatically.';
const RESTART = 'Quit the app and start it again.';
const BUSY_OR_STUCK =
  'The computer may be busy: run the check again in a minute. If it stays like this, quit the app and start it again.';

export interface VersionsFacts {
  /** The app that answers at the socket, or that runs the check; absent when there is none. */
  readonly app?: { readonly version: string; readonly protocol?: number } | undefined;
  /** Version of the command line; absent when the app runs the check. */
  readonly commandLine?: string | undefined;
  /** "Node 22.1.0", "Electron 45.4.1". */
  readonly runtimes: readonly string[];
  /** "Linux 6.1.0, x64". */
  readonly system: string;
  /** What to do when the program on the disk was replaced by another version. */
  readonly replaced?: { readonly message: string; readonly remedy: string } | undefined;
}

export function judgeVersions({ app, commandLine, runtimes, system, replaced }: VersionsFacts): Verdict {
  const programs = [
    ...(app === undefined ? [] : [`App ${app.version}`]),
    ...(commandLine === undefined ? [] : [`axiom-tokens ${commandLine}`]),
  ];
  const detail = `${[...programs, ...runtimes, system].join('; ')}.`;
  if (app?.protocol !== undefined && !PROTOCOLS.includes(app.protocol)) {
    return {
      verdict: 'wrong',
      detail: `${detail} The two do not understand each other.`,
      remedy: `Install the same version of both: ${app.version}, or the newest.`,
    };
  }
  if (replaced) return { verdict: 'warning', detail: `${detail} ${replaced.message}`, remedy: replaced.remedy };
  if (app !== undefined && commandLine !== undefined && app.version !== commandLine) {
    return {
      verdict: 'warning',
      detail: `${detail} Their versions differ.`,
      remedy: 'They work together. Install the same version of both, or restart the app after an update.',
    };
  }
  return { verdict: 'ok', detail };
}
