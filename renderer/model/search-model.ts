// The progress and result of a search for tokens of other programs, in words. Pure; used by the page that finds tokens.
import type { SearchStep } from '../../preload/contract/leftover-schema';
import { countWords } from '../text/count-words';
import type { Tone } from '../text/facet-words';

/** The progress of a search. */
export interface SearchState extends Omit<SearchStep, 'isDone' | 'found'> {
  readonly phase: 'looking' | 'done' | 'cancelled' | 'failed';
  readonly folder: string;
  /** A file that is found again counts once. */
  readonly foundIds: ReadonlySet<string>;
}

/** The result in words: a summary, then further details. */
export interface SearchEnd {
  readonly tone: Tone;
  readonly message: string;
  readonly details: readonly string[];
}

const REASONS: Readonly<Record<NonNullable<SearchStep['stoppedBy']>, string>> = {
  count: 'There are more files here than one search can read.',
  time: 'It took longer than one search may take.',
  drive: 'A drive did not answer.',
};

/** A search that has not started to look yet. */
export function beginSearch(folder: string): SearchState {
  return { phase: 'looking', folder, folderCount: 0, fileCount: 0, unseenCount: 0, foundIds: new Set() };
}

/** The search after another step. */
export function afterStep(state: SearchState, { isDone, found, ...counts }: SearchStep): SearchState {
  const foundIds = new Set([...state.foundIds, ...found.map(({ id }) => id)]);
  return { ...state, ...counts, foundIds, phase: isDone ? 'done' : state.phase };
}

/** The progress so far. */
export function progressWords(state: SearchState): string {
  const { size } = state.foundIds;
  const found = size === 0 ? 'No tokens found yet' : `Tokens found in ${countWords(size, 'file')} so far`;
  return `Looked at ${countWords(state.folderCount, 'folder')}, read ${countWords(state.fileCount, 'file')}. ${found}.`;
}

/** The result of a search that has ended. */
export function searchEnd(state: SearchState): SearchEnd {
  const { phase, folder, folderCount, fileCount, unseenCount, stoppedBy } = state;
  const isWhole = phase === 'done' && stoppedBy === undefined;
  const start = phase === 'cancelled' ? 'Cancelled. ' : isWhole ? '' : 'Not everything was looked at. ';
  return {
    tone: toneOf(state),
    message: `${start}${foundWords(state)}${isWhole ? '' : ' until then'}.`,
    details: [
      `Looked at ${countWords(folderCount, 'folder')} in ${folder}, and read ${countWords(fileCount, 'file')}.`,
      ...(stoppedBy === undefined
        ? []
        : [`${REASONS[stoppedBy]} Look in single folders with “Look in a folder…”, one after the other.`]),
      ...(unseenCount === 0 ? [] : [unreadWords(unseenCount)]),
    ],
  };
}

function unreadWords(count: number): string {
  if (count === 1)
    return '1 folder or file was not looked at: it is too deep in the folders, is too large, or could not be read.';
  return `${countWords(count, 'folder')} or files were not looked at: they are too deep in the folders, are too large, or could not be read.`;
}

function toneOf({ phase, stoppedBy, unseenCount, foundIds }: SearchState): Tone {
  if (phase === 'cancelled') return 'idle';
  if (phase === 'failed' || stoppedBy !== undefined) return 'attention';
  return foundIds.size === 0 && unseenCount === 0 ? 'good' : 'info';
}

function foundWords({ foundIds: { size } }: SearchState): string {
  return size === 0 ? 'No tokens were found' : `Tokens were found in ${countWords(size, 'file')}`;
}
