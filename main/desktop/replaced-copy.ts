// Whether the program on the disk is still the one that runs: a package can be upgraded, reinstalled or removed under it. Electron goes on with the old archive's
// table of contents then, and what it opens anew can be blank or end the app. Pure: the decision and its words. copy-watch.ts looks.
import type { ReplacedCopy } from '../../preload/contract/schemas';

/** What tells one file from another one that lies at its place later. */
export interface FileMark {
  readonly device: number;
  readonly inode: number;
  readonly size: number;
  readonly modifiedAtMs: number;
}

/** A file as it was found; `unknown`: it could not be looked at, which says nothing of it. */
export type FoundFile = FileMark | 'gone' | 'unknown';

/** `replaced`: another copy lies in its place, or is being put there. `version`: of that one, as far as it can be told. */
export type CopyState =
  | { readonly kind: 'same' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'replaced'; readonly version?: string | undefined };

/** What has become of the files that the program was started from, each at its own place in both lists. */
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

/** What window, tray and refusals say of it; `undefined` while all is as it was. `running`: the version of this program. */
export function replacedWords(state: CopyState, running: string): ReplacedCopy | undefined {
  if (state.kind === 'same') return undefined;
  if (state.kind === 'gone') {
    return {
      message: 'This app was removed from the computer while it ran.',
      remedy: 'It goes on until you quit it; your tokens stay where they are.',
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
  if (version === running) return 'This app was installed anew while it ran.';
  return `Version ${version} of this app was installed while this one ran.`;
}
