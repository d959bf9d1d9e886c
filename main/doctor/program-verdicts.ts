// What can be told of the programs themselves: who answers at the socket, and whether versions fit. Pure.
import { PROTOCOLS } from '../handout/protocol';
import type { Verdict } from './check';

/** Who answers at the socket. `silent`: somebody listens and says nothing; `other`: something that is not this app. */
export type SocketAnswer =
  | { readonly kind: string; readonly version: string; readonly pid: number; readonly protocol: number }
  | 'refused'
  | 'silent'
  | 'other';

type Ownership = 'absent' | 'private' | 'open' | 'not-own' | 'other-kind';

export interface SocketLook {
  /** Whether its folder, and itself, are this user's alone. `other-kind`: something else lies there. */
  readonly folder: Ownership;
  readonly socket: Ownership;
  /** Absent where nothing was asked, because socket or folder are not to be trusted. */
  readonly answer?: SocketAnswer | undefined;
  /** Whether an app runs with this data folder, as far as its files tell. */
  readonly isAppRunning?: boolean | undefined;
}

/** `isApp`: the app itself asks, so that it must be there. */
export function judgeSocket(look: SocketLook | 'late', path: string, isApp: boolean): Verdict {
  if (look === 'late') {
    return { verdict: 'wrong', detail: `${path} does not answer.`, remedy: RESTART };
  }
  const { folder, socket, answer, isAppRunning = false } = look;
  if (folder === 'not-own' || socket === 'not-own') {
    return {
      verdict: 'wrong',
      detail: `${path} belongs to another user of this computer.`,
      remedy: 'Do not use it. Remove it, or have its owner remove it, then quit the app and start it again.',
    };
  }
  if (folder === 'open' || socket === 'open') {
    return {
      verdict: 'wrong',
      detail: `Other users of this computer can get at ${path}.`,
      remedy: 'Quit the app, remove that folder, and start the app again; it makes one for you alone.',
    };
  }
  if (folder === 'other-kind' || socket === 'other-kind') {
    return {
      verdict: 'wrong',
      detail: `Something else lies where the socket belongs: ${path}.`,
      remedy: `Move it away. ${RESTART}`,
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
    if (!isAppRunning) return { verdict: 'ok', detail: 'The app does not run; axiom-tokens works by itself.' };
    return {
      verdict: 'wrong',
      detail: `The app runs, but nobody listens at ${path}, where programs look for it.`,
      remedy: `Set XDG_RUNTIME_DIR as your desktop session has it, or AXIOM_TOKENS_SOCK to the socket that the app names under "Check this computer". ${RESTART}`,
    };
  }
  if (answer === 'silent' || answer === undefined)
    return { verdict: 'wrong', detail: `Something listens at ${path} but does not answer.`, remedy: RESTART };
  if (answer === 'other') {
    return {
      verdict: 'wrong',
      detail: `Something else than this app answers at ${path}.`,
      remedy: 'Find it with "lsof -U" and end it, then quit the app and start it again.',
    };
  }
  return {
    verdict: 'ok',
    detail: `The ${answer.kind === 'agent' ? 'agent' : 'app'} answers (version ${answer.version}, process ${answer.pid}).`,
  };
}

const RESTART = 'Quit the app and start it again.';

export interface VersionsLook {
  /** The app that answers, or that asks; absent where none does. */
  readonly app?: { readonly version: string; readonly protocol?: number } | undefined;
  /** The command line; absent where the app asks. */
  readonly commandLine?: string | undefined;
  /** "Node 22.1.0", "Electron 45.4.1". */
  readonly runtimes: readonly string[];
  /** "Linux 6.1.0, x64". */
  readonly system: string;
  /** What is to be done when the program on the disk is not the one that runs. */
  readonly replaced?: { readonly message: string; readonly remedy: string } | undefined;
}

export function judgeVersions({ app, commandLine, runtimes, system, replaced }: VersionsLook): Verdict {
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
      detail: `${detail} They are of two versions.`,
      remedy: 'They work together. Install the same version of both, or restart the app after an update.',
    };
  }
  return { verdict: 'ok', detail };
}
