// Stores one place's journal in files of the state folder: the intent, a sealed record for each key, and for some places the key itself.
// Made by the composition root, used by the core's SealedJournal. Decrypts nothing.
import * as nodeFileSystem from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { AxiomTokenError } from '../../core/base/errors';
import { Secret } from '../../core/base/secret';
import { createInTurn } from '../../core/flow/in-turn';
import type { Clock } from '../../core/ports/clock';
import type { Journal, JournalContent, RefreshIntent } from '../../core/ports/journal';
import type { Logger } from '../../core/ports/logger';
import type { StillWanted } from '../../core/ports/still-wanted';
import { journalKeySchema, MAX_RECORD_BYTES } from '../../core/tokens/token-record';
import { type AtomicFileSystem, removeFileDurably, syncFolder, writeFileAtomically } from '../files/atomic-file';
import { isThere, namesIn } from '../files/folder-entries';
import { damagedMark } from '../files/set-aside';
import { isMissing, toStorageError } from '../files/storage-error';
import { prepareStateFolder } from '../places/state-folder';
import { formerFileName, intentFileName, isFormerFileName, keyFileName, sealedFileName } from './journal-file-names';
import { readJournalFile } from './journal-read-file';

export interface JournalFilesOptions {
  /** The state folder; made at the first write when missing. */
  readonly directory: string;
  /** The key of the place (`placeKey`). */
  readonly place: string;
  /** For the time in the names of files that are set aside. */
  readonly clock: Clock;
  readonly logger: Logger;
  readonly fileSystem?: AtomicFileSystem;
}

/** Larger than any intent. */
export const MAX_INTENT_BYTES = 4 * 1024;
/** The largest record, and what sealing adds to it. */
export const MAX_SEALED_BYTES = MAX_RECORD_BYTES + 1024;

/** 64 hex digits. */
const MAX_KEY_BYTES = 64;

const intentSchema = z.object({
  version: z.literal(1),
  generation: z.number().int().nonnegative(),
  startedAtMs: z.number().int().nonnegative(),
});

/**
 * The journal in files of mode 0600, each written atomically. A file that cannot be an intent, a sealed record or a key (another format, too large, not a
 * regular file) is renamed when it is read, with the time in its new name, and counts as absent: it must not prevent the app's start.
 */
export function createJournalFiles(options: JournalFilesOptions): Journal {
  const { directory, place, clock, logger, fileSystem = nodeFileSystem } = options;
  const intentPath = join(directory, intentFileName(place));
  const keyPath = join(directory, keyFileName(place));
  const sealedPath = (keyId: string): string => join(directory, sealedFileName(place, keyId));
  const inTurn = createInTurn();

  const write = async (
    path: string,
    bytes: Uint8Array,
    more: { replace?: false; isWanted?: StillWanted | undefined } = {},
  ): Promise<void> => {
    await prepareStateFolder(directory, fileSystem);
    await writeFileAtomically(path, bytes, { replace: true, ...more, fileSystem, logger });
  };

  const moveAside = async (path: string): Promise<void> => {
    try {
      await fileSystem.rename(path, `${path}.${damagedMark(clock.nowMs())}`);
      await syncFolder(directory, fileSystem, logger);
    } catch (error) {
      if (!isMissing(error)) throw toStorageError(error, path, 'write');
    }
  };

  const readUsable = async <T>(
    path: string,
    maxBytes: number,
    parse: (bytes: Uint8Array) => T | undefined,
  ): Promise<T | undefined> => {
    const found = await readJournalFile(path, maxBytes);
    if (found === 'none') return undefined;
    const value = found === 'unusable' ? undefined : parse(found);
    if (value !== undefined) return value;
    try {
      await moveAside(path);
      logger.warn('a damaged file of the journal was set aside', { path });
    } catch (error) {
      logger.error('a damaged file of the journal could not be set aside', error, { path });
    }
    return undefined;
  };

  const readSealed = (path: string): Promise<Uint8Array | undefined> =>
    readUsable(path, MAX_SEALED_BYTES, (bytes) => bytes);

  const readFormer = async (): Promise<readonly Uint8Array[]> => {
    const names = await namesIn(directory, fileSystem);
    const former = names
      .filter((name) => isFormerFileName(place, name))
      .map((name) => readSealed(join(directory, name)));
    return (await Promise.all(former)).filter((bytes) => bytes !== undefined);
  };

  const readContent = async (keyId: string | undefined): Promise<JournalContent> => {
    const intent = await readUsable(intentPath, MAX_INTENT_BYTES, parseIntent);
    const sealed = keyId === undefined ? undefined : await readSealed(sealedPath(keyId));
    const former = await readFormer();
    return {
      ...(intent ? { intent } : {}),
      ...(sealed ? { sealed } : {}),
      ...(former.length > 0 ? { former } : {}),
    };
  };

  return {
    read: (keyId) => inTurn(() => readContent(keyId)),
    writeIntent: ({ recordGeneration, startedAtMs }) => {
      const stored: z.infer<typeof intentSchema> = { version: 1, generation: recordGeneration, startedAtMs };
      return inTurn(() => write(intentPath, Buffer.from(JSON.stringify(stored), 'utf8')));
    },
    clearIntent: () => inTurn(() => removeJournalFile(intentPath, directory, fileSystem)),
    writeSealed: (keyId, sealed, isWanted) => {
      const bytes = Uint8Array.from(sealed);
      return inTurn(async () => {
        if (bytes.length > MAX_SEALED_BYTES) throw new AxiomTokenError('SECRET_TOO_LARGE');
        await write(sealedPath(keyId), bytes, { isWanted });
      });
    },
    clear: (keyId, isWanted) =>
      inTurn(async () => {
        // The intent first: after a crash in between, an intent without a sealed record would mean a lost answer.
        for (const path of [intentPath, sealedPath(keyId)])
          await removeJournalFile(path, directory, fileSystem, isWanted);
      }),
    setAside: (keyId) => inTurn(() => moveAside(sealedPath(keyId))),
    dropFormer: (former) =>
      inTurn(() => removeJournalFile(join(directory, formerFileName(place, former)), directory, fileSystem)),
    readKey: () => inTurn(() => readUsable(keyPath, MAX_KEY_BYTES, parseKey)),
    writeKey: (key) => inTurn(() => write(keyPath, Buffer.from(key.expose(), 'utf8'), { replace: false })),
  };
}

function parseIntent(bytes: Uint8Array): RefreshIntent | undefined {
  try {
    const parsed = intentSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return parsed.data && { recordGeneration: parsed.data.generation, startedAtMs: parsed.data.startedAtMs };
  } catch {
    return undefined;
  }
}

function parseKey(bytes: Uint8Array): Secret | undefined {
  const { data } = journalKeySchema.safeParse(Buffer.from(bytes).toString('utf8'));
  return data === undefined ? undefined : new Secret(data);
}

/** Removes a file; without its folder there is nothing to remove. */
async function removeJournalFile(
  path: string,
  directory: string,
  fileSystem: AtomicFileSystem,
  isWanted?: StillWanted,
): Promise<void> {
  if (await isThere(directory, fileSystem)) await removeFileDurably(path, fileSystem, undefined, isWanted);
}
