// Whether the app's files on the disk are still the ones that run: a package may be upgraded, reinstalled or removed under a running app. Electron then keeps using
// the old archive's table of contents, so anything it newly opens may be blank or crash the app. Pure: the decision and its messages. copy-watch.ts reads the files.
import type { ReplacedCopy } from '../../preload/contract/schemas';

/** What identifies a file, also when another file later has the same path. */
export interface FileMark {
  readonly device: number;
  readonly inode: number;
  readonly size: number;
  readonly modifiedAtMs: number;
}

/** The state of a file; `unknown`: it could not be read, which proves nothing. */
export type FoundFile = FileMark | 'gone' | 'unknown';

/** `replaced`: another copy is there or is being written. `version`: of that copy, if known. */
export type CopyState =
  | { readonly kind: 'same' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'replaced'; readonly version?: string | undefined };

/** Compares the files of this program with those at its start; both lists have the same order. */
export function copyKind(atStart: readonly FoundFile[], now: readonly FoundFile[]): CopyState['kind'] {
  const known = atStart.flatMap((before, place) => {
    const after = now[place] ?? 'unknown';
    return typeof before === 'string' || after === 'unknown' ? [] : [{ before, after }];
  });
  if (known.some(({ after }) => after === 'gone')) return 'gone';
  return known.every(({ before, after }) => after !== 'gone' && isSameFile(before, after)) ? 'same' : 'replaced';
}

function isSameFile(one: FileMark, other: FileMark): boolean {
  return (
    one.device === other.device &&
    one.inode === other.inode &&
    one.size === other.size &&
    one.modifiedAtMs === other.modifiedAtMs
  );
}

/** The message for window, tray and errors; `undefined` while nothing was replaced. `running`: this program's version. */
export function replacedWords(state: CopyState, running: string): ReplacedCopy | undefined {
  if (state.kind === 'same') return undefined;
  if (state.kind === 'gone') {
    return {
      message: 'This app was removed from the computer while it ran.',
      remedy: 'It keeps running until you quit it. Your tokens stay where they are.',
      canRestart: false,
    };
  }
  return {
    message: installedWords(state.version, running),
    remedy: 'Restart it: until then some windows may not open.',
    canRestart: true,
  };
}

function installedWords(version: string | undefined, running: string): string {
  if (version === undefined) return 'Another copy of this app was put in its place while this one ran.';
  if (version === running) return 'This app was installed again while it ran.';
  return `Version ${version} of this app was installed while this one ran.`;
}
