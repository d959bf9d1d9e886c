// For `doctor`: checks owner and permissions of the app's own files and of token files. Reads none of them; writes one test file and removes it.
import { lstat, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { toAxiomTokenError } from '../../core/base/errors';
import type { FileFacts, FileRole, FilesFacts } from '../../doctor/files-verdict';
import { removeFileDurably, writeFileAtomically } from '../files/atomic-file';
import { readBounded } from '../files/bounded-read';
import { errnoOf, isMissing } from '../files/storage-error';
import { networkDiskOf } from './network-disk';
import { type ShownPaths, quotedPath, shownInHome } from './shown-in-home';

/** The app's files in its data folder; none of them must exist. */
const OWN_FILES = [
  ...['profiles.json', 'preferences.json', 'pause.json', 'consents.json', 'command-line.json', 'trail.jsonl'],
  ...['trail-key.json', 'activity.jsonl'],
];
const MAX_MOUNTS_BYTES = 4 * 1024 * 1024;
const TEST_BYTES = 4096;

export interface InspectFilesParts extends ShownPaths {
  readonly dataDirectory: string;
  /** Files in which accounts keep their tokens, plain or sealed. */
  readonly tokenFiles: readonly string[];
  readonly random: () => number;
}

export async function inspectFiles(parts: InspectFilesParts): Promise<FilesFacts> {
  const { dataDirectory, tokenFiles } = parts;
  const wanted: readonly (readonly [path: string, role: FileRole])[] = [
    [dataDirectory, 'folder'],
    ...OWN_FILES.map((name) => [join(dataDirectory, name), 'settings'] as const),
    ...[...new Set(tokenFiles)].map((path) => [path, 'tokens'] as const),
  ];
  const files: FileFacts[] = [];
  // One after another: a disk that hangs then blocks one thread and not all of them.
  for (const [path, role] of wanted) files.push(await lookAt(path, role, parts));
  const isThere = files[0]?.state !== 'absent';
  return {
    files,
    ...(isThere ? await tryToWrite(parts) : {}),
    ...(isThere ? await networkDisk(dataDirectory) : {}),
  };
}

async function lookAt(path: string, role: FileRole, shown: ShownPaths): Promise<FileFacts> {
  const names = { shown: shownInHome(path, shown), quoted: quotedPath(path, shown), role };
  try {
    // The user may have made a token file or the folder a link; its target counts.
    const found = await (role === 'settings' ? lstat(path) : stat(path));
    const isRightKind = role === 'folder' ? found.isDirectory() : found.isFile();
    const ownUid = process.geteuid?.();
    if (ownUid === undefined)
      return { ...names, state: isRightKind ? 'unknown' : { isOwn: true, mode: 0, isRightKind } };
    return { ...names, state: { isOwn: found.uid === ownUid, mode: found.mode & 0o777, isRightKind } };
  } catch (error) {
    return { ...names, state: isMissing(error) ? 'absent' : { failure: errnoOf(error) ?? 'it cannot be read' } };
  }
}

async function tryToWrite({
  dataDirectory,
  random,
  ...shown
}: InspectFilesParts): Promise<Pick<FilesFacts, 'writing'>> {
  const name = `check-up-${Math.floor(random() * 0x1_0000_0000).toString(16)}.tmp`;
  const path = join(dataDirectory, name);
  try {
    await writeFileAtomically(path, Buffer.alloc(TEST_BYTES), { replace: false });
    await removeFileDurably(path);
    return {};
  } catch (error) {
    const { message, remedy } = toAxiomTokenError(error);
    return { writing: { message: message.replaceAll(path, shownInHome(path, shown)), remedy } };
  }
}

async function networkDisk(path: string): Promise<Pick<FilesFacts, 'networkDisk'>> {
  if (process.platform !== 'linux') return {};
  const mounts = await readBounded({
    path: '/proc/self/mountinfo',
    maxBytes: MAX_MOUNTS_BYTES,
    followsLinks: true,
  }).catch((): undefined => undefined);
  if (typeof mounts !== 'object') return {};
  const kind = networkDiskOf(mounts.bytes.toString('utf8'), await realpath(path));
  return kind === undefined ? {} : { networkDisk: kind };
}
