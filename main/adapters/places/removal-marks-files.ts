// Keeps the removal marks of every place in files of the state folder, `<hash of the place>.removed.json`.
import { join } from 'node:path';
import * as z from 'zod';
import { type StoredValue, storedVersions } from '../../core/base/stored-versions';
import { createInTurn } from '../../core/flow/in-turn';
import type { RemovalMark, RemovalMarks } from '../../core/ports/removal-marks';
import type { StillWanted } from '../../core/ports/still-wanted';
import { type AtomicFileSystem, writeFileAtomically } from '../files/atomic-file';
import { newerFile } from '../files/checked-json-file';
import { readChosenFile } from '../files/chosen-file';
import { isThere } from '../files/folder-entries';
import { placeHash } from './place-hash';
import { prepareStateFolder } from './state-folder';

export interface RemovalMarksFilesOptions {
  /** The state folder. */
  readonly directory: string;
  readonly fileSystem?: AtomicFileSystem;
}

const MAX_BYTES = 64 * 1024;
const MAX_MARKS = 32;

const markSchema = z.looseObject({
  signIn: z.string().min(1).max(100),
  atMs: z.number(),
  decidedAtMs: z.number().optional(),
  isMoved: z.boolean().optional(),
});
const contentSchema = z.looseObject({ marks: z.array(markSchema) });
type Content = z.infer<typeof contentSchema>;
const CONTENT_VERSIONS = storedVersions(contentSchema);

/**
 * The marks in files of mode 0600, each written atomically. Several processes may add marks, with the lock of the place held. A damaged file counts as empty
 * and is replaced with the next mark; a file of a newer version is not changed (`STORAGE_UNAVAILABLE`).
 */
export function createRemovalMarksFiles({ directory, fileSystem }: RemovalMarksFilesOptions): RemovalMarks {
  const inTurn = createInTurn();
  const pathOf = (place: string): string => join(directory, `${placeHash(place)}.removed.json`);

  const load = async (path: string): Promise<StoredValue<Content> | undefined> => {
    // Before the first write there is no folder, and no mark.
    if (!(await isThere(directory))) return undefined;
    const file = await readChosenFile(path, MAX_BYTES);
    return file && (file === 'unusable' ? { kind: 'damaged' } : parse(file.bytes));
  };

  const change = async (
    path: string,
    signIn: string,
    isWanted: StillWanted | undefined,
    mark?: RemovalMark,
  ): Promise<void> => {
    const found = await load(path);
    if (found?.kind === 'later') throw newerFile(path);
    const content: Content = found?.kind === 'value' ? found.value : { marks: [] };
    const others = content.marks.filter((other) => other.signIn !== signIn);
    if (!mark && others.length === content.marks.length) return;
    const marks = [...others, ...(mark ? [mark] : [])].slice(-MAX_MARKS);
    const text = JSON.stringify({ ...content, version: CONTENT_VERSIONS.current, marks });
    await prepareStateFolder(directory, fileSystem);
    await writeFileAtomically(path, Buffer.from(text, 'utf8'), {
      replace: true,
      isWanted,
      ...(fileSystem ? { fileSystem } : {}),
    });
  };

  return {
    read: (place) =>
      inTurn(async () => {
        const found = await load(pathOf(place));
        return found?.kind === 'value' ? found.value.marks.map(toMark) : [];
      }),
    add: (place, mark, isWanted) => inTurn(() => change(pathOf(place), mark.signIn, isWanted, mark)),
    drop: (place, signIn, isWanted) => inTurn(() => change(pathOf(place), signIn, isWanted)),
  };
}

function toMark({ signIn, atMs, decidedAtMs, isMoved }: z.infer<typeof markSchema>): RemovalMark {
  const decided = decidedAtMs === undefined ? {} : { decidedAtMs };
  return { signIn, atMs, ...decided, ...(isMoved ? { isMoved } : {}) };
}

function parse(bytes: Uint8Array): StoredValue<Content> {
  try {
    const { version, ...content } = z.looseObject({}).parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return CONTENT_VERSIONS.read(content, version);
  } catch {
    return { kind: 'damaged' };
  }
}
