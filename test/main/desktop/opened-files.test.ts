import type { App } from 'electron';
import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import type { OpenedFile } from '../../../main/desktop/opened-file';
import { filesOfThisStart, OpenedFiles } from '../../../main/desktop/opened-files';

const backup = (path: string): OpenedFile => ({ kind: 'backup', path });

it('keeps what comes before the app can open it, then opens each at once, in order and once', () => {
  const files = new OpenedFiles('linux');
  const opened: OpenedFile[] = [];
  files.add({ files: ['/a.axiombackup'] });
  files.add({ files: [] });
  files.addFromSecondStart({ files: ['b.axiombackup'], directory: '/there' });
  files.addFromSecondStart(undefined);
  expect(opened).toEqual([]);
  files.openWith((file) => void opened.push(file));
  files.add({ files: ['/c.axiombackup'] });
  files.add({ files: [] });
  files.add({ files: ['notes.txt'], directory: '/' });
  expect(opened).toEqual([
    backup('/a.axiombackup'),
    backup('/there/b.axiombackup'),
    backup('/c.axiombackup'),
    { kind: 'refused', error: expect.objectContaining({ code: 'INVALID_INPUT' }) as unknown },
  ]);
});

it('gets files from macOS, before and after the app is ready, and confirms them', () => {
  const files = new OpenedFiles('darwin');
  const app = new EventEmitter();
  files.listenTo(app as unknown as Pick<App, 'on'>);
  const event = { preventDefault: vi.fn() };
  app.emit('open-file', event, '/Users/ada/Über uns/a.axiombackup');
  const opened: OpenedFile[] = [];
  files.openWith((file) => void opened.push(file));
  app.emit('open-file', event, '/b.axiombackup');
  expect(opened).toEqual([backup('/Users/ada/Über uns/a.axiombackup'), backup('/b.axiombackup')]);
  expect(event.preventDefault).toHaveBeenCalledTimes(2);
});

it('a start is given its files and where it was started, if that is still there', () => {
  const argv = ['/opt/app', 'a.axiombackup'];
  const gone = () => {
    throw new Error('ENOENT: no such file or directory, uv_cwd');
  };
  expect(filesOfThisStart({ argv, cwd: () => '/here' }, true)).toEqual({
    files: ['a.axiombackup'],
    directory: '/here',
  });
  expect(filesOfThisStart({ argv, cwd: gone }, true)).toEqual({ files: ['a.axiombackup'] });
});
