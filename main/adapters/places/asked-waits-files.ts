// Keeps the wait that Axiom has asked for, of every place, in a file of the state folder, `<hash of the place>.wait.json`.
import * as nodeFileSystem from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { AxiomTokenError } from '../../core/base/errors';
import { type StoredValue, storedVersions } from '../../core/base/stored-versions';
import { createInTurn } from '../../core/flow/in-turn';
import type { AskedWaits, NotedWait } from '../../core/ports/asked-waits';
import { type AtomicFileSystem, writeFileAtomically } from '../files/atomic-file';
import { newerFile } from '../files/checked-json-file';
import { readChosenFile } from '../files/chosen-file';
import { isThere } from '../files/folder-entries';
import { isMissing, toStorageError } from '../files/storage-error';
import { placeHash } from './place-hash';
import { prepareStateFolder } from './state-folder';

export interface AskedWaitsFilesOptions {
  /** The state folder. */
  readonly directory: string;
  readonly fileSystem?: AtomicFileSystem;
}

const MAX_BYTES = 4096;

const waitSchema = z.looseObject({
  token: z.string().regex(/^[0-9a-f]{16}$/),
  askedAtMs: z.number(),
  waitMs: z.number().nonnegative(),
});
const WAIT_VERSIONS = storedVersions(waitSchema);

/**
 * The waits in files of mode 0600, each written atomically, with the lock of the place held. A damaged file counts as none and is replaced by the next wait; one of a
 * newer version is left alone (`STORAGE_UNAVAILABLE`).
 */
export function createAskedWaitsFiles(options: AskedWaitsFilesOptions): AskedWaits {
  const { directory, fileSystem = nodeFileSystem } = options;
  const inTurn = createInTurn();
  const pathOf = (place: string): string => join(directory, `${placeHash(place)}.wait.json`);

  const load = async (path: string): Promise<StoredValue<z.infer<typeof waitSchema>> | undefined> => {
    // Before the first write there is no folder, and no wait.
    if (!(await isThere(directory))) return undefined;
    const file = await readChosenFile(path, MAX_BYTES);
    return file && (file === 'unusable' ? { kind: 'damaged' } : parse(file.bytes));
  };

  return {
    read: (place) =>
      inTurn(async () => {
        const found = await load(pathOf(place));
        return found?.kind === 'value' ? toWait(found.value) : undefined;
      }),
    note: (place, wait, isWanted) =>
      inTurn(async () => {
        const path = pathOf(place);
        if ((await load(path))?.kind === 'later') throw newerFile(path);
        await prepareStateFolder(directory, fileSystem);
        const text = JSON.stringify({ version: WAIT_VERSIONS.current, ...wait });
        await writeFileAtomically(path, Buffer.from(text, 'utf8'), { replace: true, isWanted, fileSystem });
      }),
    drop: (place, isWanted) =>
      inTurn(async () => {
        const path = pathOf(place);
        const found = await load(path);
        if (!found) return;
        if (found.kind === 'later') throw newerFile(path);
        if (isWanted?.() === false) throw new AxiomTokenError('TIMEOUT');
        await fileSystem.unlink(path).catch((error: unknown) => {
          if (!isMissing(error)) throw toStorageError(error, path, 'remove');
        });
      }),
  };
}

function toWait({ token, askedAtMs, waitMs }: z.infer<typeof waitSchema>): NotedWait {
  return { token, askedAtMs, waitMs };
}

function parse(bytes: Uint8Array): StoredValue<z.infer<typeof waitSchema>> {
  try {
    const { version, ...content } = z.looseObject({}).parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return WAIT_VERSIONS.read(content, version);
  } catch {
    return { kind: 'damaged' };
  }
}
