import { describe, expect, it } from 'vitest';
import {
  afterStep,
  beginSearch,
  progressWords,
  searchEnd,
  type SearchState,
} from '../../../renderer/model/search-model';
import { makeLeftover, makeStep } from '../../support/make-leftover';

const stateWith = (change: Partial<SearchState> = {}): SearchState => ({
  ...beginSearch('/home/you'),
  phase: 'done',
  folderCount: 1240,
  fileCount: 12,
  ...change,
});
const TWO = new Set(['f1', 'f2']);

describe('a search', () => {
  it('goes on until a step is the last', () => {
    const first = afterStep(beginSearch('/home/you'), makeStep({ isDone: false, folderCount: 3 }));
    expect(first).toMatchObject({ phase: 'looking', folder: '/home/you', folderCount: 3 });
    expect(afterStep(first, makeStep({ folderCount: 9, stoppedBy: 'time' }))).toMatchObject({
      phase: 'done',
      folderCount: 9,
      stoppedBy: 'time',
    });
  });

  it('counts a file that is found again once', () => {
    const steps = [['f1'], ['f1', 'f2']].map((ids) => makeStep({ found: ids.map((id) => makeLeftover({ id })) }));
    expect(steps.reduce(afterStep, beginSearch('/')).foundIds).toEqual(TWO);
  });

  it('stays cancelled when an answer comes late', () => {
    expect(afterStep(stateWith({ phase: 'cancelled' }), makeStep({ isDone: false })).phase).toBe('cancelled');
  });
});

it.each([
  [{}, 'Looked at 1,240 folders, read 12 files. No tokens found yet.'],
  [{ foundIds: TWO }, 'Looked at 1,240 folders, read 12 files. Tokens found in 2 files so far.'],
  [{ folderCount: 0, fileCount: 1 }, 'Looked at no folders, read 1 file. No tokens found yet.'],
] as const)('says how far it has come: %j', (change, words) => {
  expect(progressWords(stateWith(change))).toBe(words);
});

const UNTIL_THEN = 'Not everything was looked at. No tokens were found until then.';

describe('the end of a search', () => {
  it.each([
    [{}, 'good', 'No tokens were found.'],
    [{ unseenCount: 1 }, 'info', 'No tokens were found.'],
    [{ foundIds: TWO }, 'info', 'Tokens were found in 2 files.'],
    [{ phase: 'cancelled' }, 'idle', 'Cancelled. No tokens were found until then.'],
    [{ phase: 'cancelled', foundIds: TWO }, 'idle', 'Cancelled. Tokens were found in 2 files until then.'],
    [{ phase: 'failed' }, 'attention', UNTIL_THEN],
    [{ stoppedBy: 'time' }, 'attention', UNTIL_THEN],
  ] as const)('with %j is %s: %s', (change, tone, message) => {
    expect(searchEnd(stateWith(change))).toMatchObject({ tone, message });
  });

  it.each([
    [{}, []],
    [{ stoppedBy: 'count' }, [expect.stringMatching(/^There are more files here than .* “Look in a folder…”/)]],
    [{ stoppedBy: 'time' }, [expect.stringMatching(/^It took longer than .* “Look in a folder…”/)]],
    [{ stoppedBy: 'drive' }, [expect.stringMatching(/^A drive did not answer\. .* “Look in a folder…”/)]],
    [
      { unseenCount: 1 },
      ['1 folder or file was not looked at: it is too deep in the folders, is too large, or could not be read.'],
    ],
    [
      { unseenCount: 3 },
      ['3 folders or files were not looked at: they are too deep in the folders, are too large, or could not be read.'],
    ],
  ] as const)('says what was looked at, and with %j what was not', (change, rest) => {
    expect(searchEnd(stateWith(change)).details).toEqual([
      'Looked at 1,240 folders in /home/you, and read 12 files.',
      ...rest,
    ]);
  });
});
