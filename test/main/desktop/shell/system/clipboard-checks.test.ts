import { expect, it } from 'vitest';
import {
  type Looks,
  NO_LOOKS_YET,
  nextLook,
  type Seen,
} from '../../../../../main/desktop/shell/system/clipboard-checks';

/** The delays until the checks end, for the result of each check in turn; `said` at the end when the person must be informed. */
function waits(found: readonly (readonly Seen[])[]): readonly (number | string)[] {
  let looks: Looks = NO_LOOKS_YET;
  const made: (number | string)[] = [];
  for (const seen of found) {
    const next = nextLook(looks, seen);
    if (next.isPutBack) return [...made, 'said'];
    if (next.waitMs === undefined) return [...made, 'done'];
    made.push(next.waitMs);
    ({ looks } = next);
  }
  return made;
}

const GONE: readonly Seen[] = ['gone', 'gone'];
const OFF: readonly Seen[] = ['taken off', 'gone'];
const UNREAD: readonly Seen[] = ['gone', 'unread'];

it.each([
  ['something else was there', [GONE], ['done']],
  ['it was taken off and stayed away', [OFF, GONE, GONE], [1000, 9000, 'done']],
  ['it was back after 1 s', [OFF, OFF, GONE], [1000, 9000, 'done']],
  ['it was back after 10 s', [OFF, GONE, OFF, GONE], [1000, 9000, 1000, 'done']],
  ['it was back twice', [OFF, OFF, OFF, GONE], [1000, 9000, 1000, 'done']],
  ['it was back three times', [OFF, OFF, OFF, OFF], [1000, 9000, 1000, 'said']],
  ['it was back late, again and again', [OFF, GONE, OFF, OFF, OFF], [1000, 9000, 1000, 1000, 'said']],
  ['it stays', [['gone', 'stays']], ['said']],
  ['one could not be read, then had something else', [UNREAD, UNREAD, GONE], [1000, 2000, 'done']],
  ['one could not be read, then had it', [UNREAD, OFF, GONE, GONE], [1000, 1000, 9000, 'done']],
  ['the other was taken off meanwhile', [['taken off', 'unread'], GONE, GONE, GONE], [1000, 1000, 9000, 'done']],
  [
    'one never could be read',
    Array<readonly Seen[]>(8).fill(UNREAD),
    [1, 2, 4, 8, 16, 32, 60, 60].map((s) => s * 1000),
  ],
] as const)('%s', (_what, found, expected) => {
  expect(waits(found)).toEqual(expected);
});

it('replaces it by another text from the second time it is back', () => {
  let { looks } = nextLook(NO_LOOKS_YET, OFF);
  const isReplaced = [looks.isReplaced];
  for (const seen of [OFF, OFF]) {
    ({ looks } = nextLook(looks, seen));
    isReplaced.push(looks.isReplaced);
  }
  expect(isReplaced).toEqual([false, true, true]);
});
