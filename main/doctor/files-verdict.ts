// Verdicts about the app's own files and plain token files: who owns them, who can read them, and whether the disk can be written. Pure.
import type { Verdict } from './check';

/** What the app uses a file for. `tokens`: it holds tokens in plain text. */
export type FileRole = 'folder' | 'settings' | 'tokens';

/** What was found out about one file or folder. `shown`: its path for display; `quoted`: its path for a shell command. */
export interface FileFacts {
  readonly shown: string;
  readonly quoted: string;
  readonly role: FileRole;
  /** `unknown`: the system does not say who owns it (Windows). */
  readonly state:
    | 'absent'
    | 'unknown'
    | { readonly isOwn: boolean; readonly mode: number; readonly isRightKind: boolean }
    | { readonly failure: string };
}

export interface FilesFacts {
  readonly files: readonly FileFacts[];
  /** Why no test file could be written in the data folder; absent when one could. */
  readonly writing?: { readonly message: string; readonly remedy: string } | undefined;
  /** The kind of network disk that the data folder is on; absent for a local disk. */
  readonly networkDisk?: string | undefined;
}

export function judgeFiles(facts: FilesFacts | 'late'): readonly Verdict[] {
  if (facts === 'late') {
    return [
      {
        verdict: 'wrong',
        detail: 'The disk with the app’s files does not answer.',
        remedy: 'Check the drive or network disk. Until then the app continues with what it has in memory.',
      },
    ];
  }
  const { files, writing, networkDisk } = facts;
  const found = files.flatMap((file) => judgeFile(file) ?? []);
  const lines: readonly Verdict[] = [
    ...(writing ? [{ verdict: 'wrong' as const, detail: writing.message, remedy: writing.remedy }] : []),
    ...found,
    ...(networkDisk === undefined
      ? []
      : [
          {
            verdict: 'warning' as const,
            detail: `The app’s folder is on a network disk (${networkDisk}).`,
            remedy: 'Do not use it from two computers at once, and expect pauses when the network is slow.',
          },
        ]),
  ];
  const isAnyThere = files.some(({ state }) => state !== 'absent');
  if (lines.length > 0) return lines;
  return [
    {
      verdict: 'ok',
      detail: isAnyThere
        ? 'Only you can use them, and the disk can be written to.'
        : 'The app has stored nothing here yet.',
    },
  ];
}

function judgeFile({ shown, quoted, role, state }: FileFacts): Verdict | undefined {
  if (state === 'absent') {
    return role === 'tokens'
      ? {
          verdict: 'warning',
          detail: `${shown} is not there, though an account keeps its tokens in it.`,
          remedy: 'Connect the drive it is on. If it was removed, sign in again or restore a backup.',
        }
      : undefined;
  }
  if (state === 'unknown') return undefined;
  if ('failure' in state) {
    return {
      verdict: 'wrong',
      detail: `${shown} cannot be checked: ${state.failure}`,
      remedy: 'Check the disk, and who may use that folder.',
    };
  }
  if (!state.isRightKind) {
    return {
      verdict: 'wrong',
      detail: `${shown} is not an ordinary ${role === 'folder' ? 'folder' : 'file'}.`,
      remedy: 'Move it away; the app then makes a new one.',
    };
  }
  if (!state.isOwn) {
    return {
      verdict: 'wrong',
      detail: `${shown} belongs to another user of this computer.`,
      remedy: `Give it back to yourself: sudo chown "$(id -u)" ${quoted}`,
    };
  }
  const open = state.mode & (role === 'folder' ? 0o022 : 0o077);
  const couldList = role === 'folder' && (state.mode & 0o055) !== 0;
  if (open === 0 && !couldList) return undefined;
  const canWrite = (open & 0o022) !== 0;
  return {
    verdict: canWrite || role === 'tokens' ? 'wrong' : 'warning',
    detail: `Other users of this computer can ${canWrite ? 'change' : 'read'} ${shown}${role === 'tokens' ? ', which holds tokens' : ''}.`,
    remedy: `Close it to them: chmod ${role === 'folder' ? '700' : '600'} ${quoted}`,
  };
}
