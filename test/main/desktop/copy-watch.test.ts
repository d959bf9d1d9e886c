import { rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COPY_DISK, type CopyDisk, createCopyWatch, filesOfCopy } from '../../../main/desktop/copy-watch';
import type { FileMark } from '../../../main/desktop/replaced-copy';
import { RecordingLogger } from '../../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../../support/temporary-folder';

const mark = (inode: number): FileMark => ({ device: 1, inode, size: 1, modifiedAtMs: 1 });

/** A watch over two files that a test replaces. */
function open() {
  const files = new Map<string, FileMark | Error>([
    ['/a.asar', mark(1)],
    ['/program', mark(2)],
  ]);
  let version: string | undefined;
  let looks = 0;
  let reads = 0;
  const disk: CopyDisk = {
    mark(file) {
      looks++;
      const found = files.get(file);
      if (found instanceof Error) throw found;
      return found;
    },
    version() {
      reads++;
      return version;
    },
  };
  const watch = createCopyWatch({ paths: ['/a.asar', '/program'], archive: '/a.asar' }, disk, new RecordingLogger());
  const changes: string[] = [];
  watch.onChange(() => changes.push(JSON.stringify(watch.state)));
  return {
    watch,
    files,
    changes,
    setVersion: (next: string | undefined) => (version = next),
    counts: () => ({ looks, reads }),
  };
}

it('reports each change once, and reads only two files at each look', () => {
  const { watch, files, changes, setVersion, counts } = open();
  const before = counts().looks;
  expect(watch.look()).toEqual({ kind: 'same' });
  expect(counts()).toEqual({ looks: before + 2, reads: 0 });
  files.set('/a.asar', mark(11));
  setVersion('2.0.0');
  expect(watch.look()).toEqual({ kind: 'replaced', version: '2.0.0' });
  watch.look();
  expect(changes).toEqual(['{"kind":"replaced","version":"2.0.0"}']);
  expect(counts().reads).toBe(1);
});

it('finds the version once the archive is complete', () => {
  const { watch, files, changes, setVersion } = open();
  files.set('/a.asar', mark(11));
  watch.look();
  files.set('/a.asar', { ...mark(11), size: 2 });
  setVersion('2.0.0');
  watch.look();
  expect(changes).toEqual(['{"kind":"replaced"}', '{"kind":"replaced","version":"2.0.0"}']);
});

it('goes from removed to replaced, as an upgrade may', () => {
  const { watch, files, changes } = open();
  files.delete('/a.asar');
  expect(watch.look()).toEqual({ kind: 'gone' });
  files.set('/a.asar', mark(11));
  expect(watch.look()).toEqual({ kind: 'replaced', version: undefined });
  expect(changes).toHaveLength(2);
});

it('counts a disk that does not answer as no change, and never throws', () => {
  const { watch, files, changes } = open();
  files.set('/a.asar', new Error('EIO'));
  files.set('/program', new Error('EACCES'));
  expect(watch.look()).toEqual({ kind: 'same' });
  expect(changes).toEqual([]);
});

it.each([
  ['a package', true, {}, ['/r/app.asar', '/opt/axiom-bin'], '/r/app.asar'],
  // The mounted content stays.
  ['an AppImage', true, { APPIMAGE: '/home/you/A.AppImage', APPDIR: '/opt' }, ['/home/you/A.AppImage'], undefined],
  ['source', false, {}, [], undefined],
])('looks at the files of %s', (_what, isPackaged, env, paths, archive) => {
  const program = { execPath: '/opt/axiom-bin', resourcesPath: '/r', env };
  const found = filesOfCopy(program, isPackaged);
  expect([found.paths, found.archive]).toEqual([paths, archive]);
});

it('distinguishes a real file from another of the same content and times, and from none', async () => {
  const file = join(await temporaryFolder(), 'app.asar');
  const write = async (path: string) => {
    await writeFile(path, 'same');
    await utimes(path, 1000, 1000);
  };
  await write(file);
  const watch = createCopyWatch({ paths: [file], archive: file }, COPY_DISK, new RecordingLogger());
  expect(watch.look()).toEqual({ kind: 'same' });
  await write(`${file}.new`);
  await rename(`${file}.new`, file);
  // Not an archive, so it has no version.
  expect(watch.look()).toEqual({ kind: 'replaced', version: undefined });
  await rm(file);
  expect(watch.look()).toEqual({ kind: 'gone' });
  expect(COPY_DISK.version(file)).toBeUndefined();
});
