import { describe, expect, it } from 'vitest';
import { type FileFacts, judgeFiles } from '../../../main/doctor/files-verdict';

const mine = (mode: number): FileFacts['state'] => ({ isOwn: true, mode, isRightKind: true });
const file = (role: FileFacts['role'], state: FileFacts['state']): FileFacts => ({
  shown: '~/a b',
  quoted: "~/'a b'",
  role,
  state,
});

describe('judgeFiles', () => {
  it.each<[string, FileFacts, string, RegExp, RegExp]>([
    ['a closed folder', file('folder', mine(0o700)), 'ok', /Only you can use them/, /^$/],
    ['a folder that others list', file('folder', mine(0o755)), 'warning', /can read ~\/a b/, /chmod 700 ~\/'a b'$/],
    ['a folder that others change', file('folder', mine(0o770)), 'wrong', /can change/, /chmod 700/],
    ['closed settings', file('settings', mine(0o600)), 'ok', /Only you can use them/, /^$/],
    ['settings that others read', file('settings', mine(0o640)), 'warning', /can read/, /chmod 600/],
    ['settings that others change', file('settings', mine(0o662)), 'wrong', /can change/, /chmod 600/],
    ['settings that are not there', file('settings', 'absent'), 'ok', /nothing here yet/, /^$/],
    [
      'settings of another user',
      file('settings', { isOwn: false, mode: 0o600, isRightKind: true }),
      'wrong',
      /belongs to another/,
      /chown/,
    ],
    [
      'settings that are a folder',
      file('settings', { isOwn: true, mode: 0o700, isRightKind: false }),
      'wrong',
      /not an ordinary file/,
      /Move it away/,
    ],
    ['settings that cannot be looked at', file('settings', { failure: 'EIO' }), 'wrong', /EIO/, /disk/],
    ['tokens that others read', file('tokens', mine(0o644)), 'wrong', /which holds tokens/, /chmod 600/],
    ['tokens that are not there', file('tokens', 'absent'), 'warning', /keeps its tokens/, /drive/],
    ['a system without modes', file('tokens', 'unknown'), 'ok', /Only you can use them/, /^$/],
  ])('tells of %s', (_what, found, verdict, detail, remedy) => {
    const [judged, ...more] = judgeFiles({ files: [found] });
    expect(more).toEqual([]);
    expect(judged?.verdict).toBe(verdict);
    expect(judged?.detail).toMatch(detail);
    expect(judged?.remedy ?? '').toMatch(remedy);
  });

  it('has a line for each thing that is wrong', () => {
    const judged = judgeFiles({
      files: [file('folder', mine(0o777)), file('tokens', mine(0o644)), file('settings', mine(0o600))],
      writing: { message: 'The disk is full.', remedy: 'Free some space.' },
      networkDisk: 'nfs4',
    });
    expect(judged.map(({ verdict, detail }) => [verdict, detail])).toEqual([
      ['wrong', 'The disk is full.'],
      ['wrong', 'Other users of this computer can change ~/a b.'],
      ['wrong', 'Other users of this computer can read ~/a b, which holds tokens.'],
      ['warning', 'The app’s folder is on a network disk (nfs4).'],
    ]);
  });

  it('says so when the disk does not answer', () => expect(judgeFiles('late')[0]?.verdict).toBe('wrong'));
});
