import { describe, expect, it } from 'vitest';
import {
  copyKind,
  type CopyState,
  type FileMark,
  type FoundFile,
  replacedWords,
} from '../../../main/desktop/replaced-copy';

const archive: FileMark = { device: 1, inode: 10, size: 1000, modifiedAtMs: 5000 };
const program: FileMark = { device: 1, inode: 20, size: 9000, modifiedAtMs: 5000 };

describe('the state of a copy', () => {
  it.each<[string, readonly FoundFile[], readonly FoundFile[], CopyState['kind']]>([
    ['nothing', [archive, program], [archive, program], 'same'],
    ['run from source', [], [], 'same'],
    [
      'installed again, with the same content and times',
      [archive, program],
      [{ ...archive, inode: 11 }, program],
      'replaced',
    ],
    ['another length', [archive, program], [{ ...archive, size: 1001 }, program], 'replaced'],
    ['another time', [archive, program], [{ ...archive, modifiedAtMs: 5001 }, program], 'replaced'],
    ['another disk in its place', [archive, program], [{ ...archive, device: 2 }, program], 'replaced'],
    ['only the program', [archive, program], [archive, { ...program, inode: 21 }], 'replaced'],
    ['removed', [archive, program], ['gone', 'gone'], 'gone'],
    ['being removed', [archive, program], ['gone', program], 'gone'],
    ['removed in the midst of an upgrade', [archive, program], [{ ...archive, inode: 11 }, 'gone'], 'gone'],
    ['not to be seen now', [archive, program], ['unknown', 'unknown'], 'same'],
    ['one not to be seen, the other replaced', [archive, program], ['unknown', { ...program, inode: 21 }], 'replaced'],
    ['one not seen at the start', ['unknown', program], [archive, program], 'same'],
    ['one that was not there at the start', ['gone', program], [archive, program], 'same'],
    ['one not seen at the start, the other gone', ['unknown', program], [archive, 'gone'], 'gone'],
  ])('%s', (_what, atStart, now, kind) => {
    expect(copyKind(atStart, now)).toBe(kind);
  });
});

describe('the words', () => {
  const replaced = (version?: string): CopyState => ({ kind: 'replaced', version });
  it.each<[CopyState, string]>([
    [replaced('2.0.0'), 'Version 2.0.0 of this app was installed while this one ran.'],
    [replaced('1.0.0'), 'This app was installed again while it ran.'],
    [replaced(), 'Another copy of this app was put in its place while this one ran.'],
  ])('of %j', (state, message) => {
    const remedy = 'Restart it: until then some windows may not open.';
    expect(replacedWords(state, '1.0.0')).toEqual({ message, remedy, canRestart: true });
  });

  it('of a removed copy say that it goes on, and what happens to the tokens', () => {
    expect(replacedWords({ kind: 'gone' }, '1.0.0')).toEqual({
      message: 'This app was removed from the computer while it ran.',
      remedy: 'It keeps running until you quit it. Your tokens stay where they are.',
      canRestart: false,
    });
  });

  it('are none while all is as it was', () => {
    expect(replacedWords({ kind: 'same' }, '1.0.0')).toBeUndefined();
  });
});
