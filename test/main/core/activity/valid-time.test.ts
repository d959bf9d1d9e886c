import { describe, expect, it } from 'vitest';
import { type Snapshot, type Watched, extendSpan } from '../../../../main/core/activity/valid-time';

/** A check at second `at` of both clocks; the token is valid until second `until`. */
const look = (at: number, until?: number, monotonic = at): Snapshot => ({
  atMs: at * 1000,
  monotonicMs: monotonic * 1000,
  ...(until === undefined ? {} : { validUntilMs: until * 1000 }),
});
const span = (at: number, watched: number, valid: number): Watched => ({
  atMs: at * 1000,
  watchedMs: watched * 1000,
  validMs: valid * 1000,
});

/** The spans written after these checks, and the one still being watched. */
function watch(looks: readonly Snapshot[]): { readonly written: readonly Watched[]; readonly watched?: Watched } {
  let watched: Watched | undefined;
  const written: Watched[] = [];
  looks.forEach((each, index) => {
    const next = extendSpan(watched, looks[index - 1], each);
    written.push(...next.done);
    watched = next.watched;
  });
  return { written, ...(watched ? { watched } : {}) };
}

describe('the time in which there was a valid token', () => {
  it.each<[string, readonly Snapshot[], readonly Watched[], Watched | undefined]>([
    ['begins with the first look', [look(10, 99)], [], span(10, 0, 0)],
    ['goes on over looks and refreshes', [look(10, 99), look(40, 99), look(70, 300)], [], span(10, 60, 60)],
    ['ends with the token', [look(10, 40), look(70, 40)], [], span(10, 60, 30)],
    ['stays ended', [look(10, 40), look(70, 40), look(80, 40)], [], span(10, 70, 30)],
    [
      'begins again with the next token',
      [look(10, 40), look(70, 200), look(80, 200)],
      [span(10, 60, 30)],
      span(70, 10, 10),
    ],
    ['is none where a place cannot be read', [look(10, 0), look(30, 0)], [], span(10, 20, 0)],
    ['is not counted while nobody needs a token', [look(10), look(30), look(50, 99)], [], span(50, 0, 0)],
    ['is written down when nobody wants one any more', [look(10, 99), look(30)], [span(10, 20, 20)], undefined],
    [
      'is written down in parts',
      [look(0, 9999), look(900, 9999), look(910, 9999)],
      [span(0, 900, 900)],
      span(900, 10, 10),
    ],
    // The wall clock continued during the sleep, the monotonic one did not.
    ['leaves out sleep', [look(10, 9999), look(4000, 9999, 20)], [], span(10, 10, 10)],
    [
      'is not joined over a gap',
      [look(10, 9999), look(4000, 9999, 20), look(4010, 9999, 30)],
      [span(10, 10, 10)],
      span(4000, 10, 10),
    ],
    [
      'leaves out a clock that is set back',
      [look(100, 999), look(50, 999, 110), look(60, 999, 120)],
      [],
      span(50, 10, 10),
    ],
  ])('%s', (_what, looks, written, watched) => {
    expect(watch(looks)).toEqual({ written, ...(watched ? { watched } : {}) });
  });
});
