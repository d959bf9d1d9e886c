import { describe, expect, it } from 'vitest';
import { refusalOfCheckout, refusalOfVersion } from '../../../build/release/release-refusal.mjs';

const HOW = 'run `npm run release -- X.Y.Z` with a version after 1.0.0.';
const AGAIN = 'then run `npm run release -- 1.1.0` again.';

describe('the command line', () => {
  it('may name one newer version', () => {
    expect(refusalOfVersion(['1.0.1'], '1.0.0')).toBeUndefined();
  });

  it.each([
    [[], 'No version was given.'],
    [['1.1.0', 'now'], 'One version is needed, not "1.1.0 now".'],
    [['v1.1.0'], '"v1.1.0" is no version: it takes three numbers, as in 1.2.3, with no "v" in front.'],
    [['1.1.0-beta.1'], '"1.1.0-beta.1" is no version: it takes three numbers, as in 1.2.3, with no "v" in front.'],
    [
      ['99999999999999999999.0.0'],
      '99999999999999999999.0.0 is too large: Windows allows no number above 65535 in a version.',
    ],
  ])('%j is refused', (args, message) => {
    expect(refusalOfVersion(args, '1.0.0')).toMatchObject({ message, remedy: HOW });
  });

  it.each(['undefined', '1.0', 'one'])('is refused where package.json has the version %j', (present) => {
    expect(refusalOfVersion(['1.1.0'], present)).toMatchObject({
      message: `package.json has "${present}" as its version, and nothing comes after that.`,
      remedy: 'write a version there, as in 1.2.3, commit it, then run the command again.',
    });
  });
});

describe('the checkout', () => {
  const READY = {
    platform: 'linux',
    branch: 'main',
    present: '1.0.0',
    changes: [],
    isHalfMoved: false,
    head: 'aaa',
    tagged: undefined,
  };

  it('may be on main, with everything committed and the changelog written', () => {
    expect(refusalOfCheckout('1.1.0', READY)).toBeUndefined();
  });

  it.each([
    [
      { platform: 'darwin' },
      'A release is prepared on Linux, and this is darwin.',
      'run the command there. README ("Making a release") says what is made on the other systems.',
    ],
    [
      { branch: 'work' },
      'The branch work is checked out here.',
      `Releases are made from main: run \`git switch main\`, ${AGAIN}`,
    ],
    [
      { branch: '' },
      'No branch is checked out here.',
      `Releases are made from main: run \`git switch main\`, ${AGAIN}`,
    ],
    [
      { changes: [' M a.ts', '?? b.ts'] },
      'Some changes are not committed:\n   M a.ts\n  ?? b.ts',
      `Commit them, or put them aside with \`git stash --include-untracked\`, ${AGAIN}`,
    ],
    [
      { changes: Array.from({ length: 12 }, (_, at) => `?? ${at}`) },
      `Some changes are not committed:\n${Array.from({ length: 10 }, (_, at) => `  ?? ${at}\n`).join('')}  and 2 more`,
      `Commit them, or put them aside with \`git stash --include-untracked\`, ${AGAIN}`,
    ],
    [
      { tagged: { commit: 'ccc', parent: 'bbb', subject: 'Release 1.1.0' } },
      'The tag v1.1.0 exists already, and main does not lead to it.',
      `Choose another version. If that tag was never pushed and is not wanted: \`git tag -d v1.1.0\`, ${AGAIN}`,
    ],
    [
      { tagged: { commit: 'aaa', parent: 'bbb', subject: 'Release 1.1.0' } },
      'The tag v1.1.0 is on this commit already, whose package.json has 1.0.0: something else made that tag.',
      `Choose another version. If that tag was never pushed and is not wanted: \`git tag -d v1.1.0\`, ${AGAIN}`,
    ],
    [
      { present: '1.1.0' },
      '1.1.0 is not newer than 1.1.0, which package.json has.',
      'run `npm run release -- X.Y.Z` with a version after 1.1.0.',
    ],
    [
      { present: '2.0.0-rc.1' },
      '1.1.0 is not newer than 2.0.0-rc.1, which package.json has.',
      'run `npm run release -- X.Y.Z` with a version after 2.0.0-rc.1.',
    ],
  ])('is refused with %j', (state, message, remedy) => {
    expect(refusalOfCheckout('1.1.0', { ...READY, ...state })).toMatchObject({ message, remedy });
  });

  const UNFINISHED = { ...READY, tagged: { commit: 'ccc', parent: 'aaa', subject: 'Release 1.1.0' } };

  it('may be one that a killed run left between its tag and its branch', () => {
    expect(refusalOfCheckout('1.1.0', UNFINISHED)).toBeUndefined();
    expect(refusalOfCheckout('1.1.0', { ...UNFINISHED, head: 'bbb' })?.message).toMatch(/^The tag v1\.1\.0 exists/);
    const byHand = { ...UNFINISHED.tagged, subject: 'Version 1.1.0' };
    expect(refusalOfCheckout('1.1.0', { ...UNFINISHED, tagged: byHand })?.message).toMatch(/^The tag v1\.1\.0 exists/);
    const changed = { ...UNFINISHED, changes: [' M a.ts'] };
    expect(refusalOfCheckout('1.1.0', changed)?.message).toMatch(/^Some changes/);
    expect(refusalOfCheckout('1.1.0', { ...changed, isHalfMoved: true })).toBeUndefined();
    expect(refusalOfCheckout('1.1.0', { ...changed, tagged: undefined, isHalfMoved: true })?.message).toMatch(/^Some/);
  });

  it('is one with nothing left to do where the tag is on it and it has that version', () => {
    const prepared = { ...READY, present: '1.1.0', tagged: { commit: 'aaa', parent: 'bbb', subject: 'Release 1.1.0' } };
    expect(refusalOfCheckout('1.1.0', prepared)).toBeUndefined();
    expect(refusalOfCheckout('1.1.0', { ...prepared, changes: [' M a.ts'] })).toBeUndefined();
    expect(refusalOfCheckout('1.1.0', { ...prepared, head: 'ccc' })?.message).toMatch(/^1\.1\.0 is not newer/);
    const byHand = { ...prepared.tagged, subject: 'Version 1.1.0' };
    expect(refusalOfCheckout('1.1.0', { ...prepared, tagged: byHand })?.message).toMatch(/^1\.1\.0 is not newer/);
  });
});
