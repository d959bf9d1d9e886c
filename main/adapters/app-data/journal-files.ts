// Stores one profile's journal in two files, `<id>.intent.json` and `<id>.sealed`. Made by the composition root, used by the core's sealed journal.
// Knows neither the key nor the sealed content.
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import * as nodeFileSystem from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { AxiomTokenError } from '../../core/base/errors';
import { createInTurn } from '../../core/flow/in-turn';
import type { Clock } from '../../core/ports/clock';
import type { Journal, JournalContent, RefreshIntent } from '../../core/ports/journal';
import type { Logger } from '../../core/ports/logger';
import { MAX_RECORD_BYTES } from '../../core/tokens/token-record';
import { type AtomicFileSystem, removeFileDurably, syncFolder, writeFileAtomically } from '../files/atomic-file';
import { readJournalFile } from './journal-read-file';
import { isMissing, toStorageError } from '../files/storage-error';

export interface JournalFilesOptions {
  /** The folder for the files of all profiles; made with mode 0700 at the first write when missing. */
  readonly directory: string;
  readonly profileId: string;
  /** For the time in the names of files that are set aside. */
  readonly clock: Clock;
  readonly logger: Logger;
  readonly fileSystem?: AtomicFileSystem;
}

const MAX_INTENT_BYTES = 4 * 1024;
/** A record and what sealing adds to it. */
const MAX_SEALED_BYTES = MAX_RECORD_BYTES + 1024;

const intentSchema = z.object({
  version: z.literal(1),
  generation: z.number().int().nonnegative(),
  startedAtMs: z.number().int().nonnegative(),
});

/**
 * The journal over files of mode 0600, each written atomically. `read` sets aside, under a name with the time, what cannot be an intent or a sealed
 * record (another format, too large, not a file), and treats it as absent: it must not prevent the app's start.
 */
export function createJournalFiles(options: JournalFilesOptions): Journal {
  const { directory, profileId, clock, logger, fileSystem = nodeFileSystem } = options;
  const intentPath = join(directory, `${profileId}.intent.json`);
  const sealedPath = join(directory, `${profileId}.sealed`);
  const inTurn = createInTurn();

  const write = async (path: string, bytes: Uint8Array): Promise<void> => {
    await makeFolder(directory, fileSystem);
    await writeFileAtomically(path, bytes, { replace: true, fileSystem, logger });
  };

  /** Sets a file aside; true when there was one. */
  const moveAside = async (path: string): Promise<boolean> => {
    const stamp = new Date(clock.nowMs()).toISOString().slice(0, 19).replaceAll(':', '-');
    try {
      await fileSystem.rename(path, `${path}.damaged-${stamp}Z-${randomBytes(2).toString('hex')}`);
      await syncFolder(directory, fileSystem, logger);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw toStorageError(error, path, 'write');
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

  return {
    read: () =>
      inTurn(async (): Promise<JournalContent> => {
        const intent = await readUsable(intentPath, MAX_INTENT_BYTES, parseIntent);
        const sealed = await readUsable(sealedPath, MAX_SEALED_BYTES, (bytes) => bytes);
        return { ...(intent ? { intent } : {}), ...(sealed ? { sealed } : {}) };
      }),
    writeIntent: ({ recordGeneration, startedAtMs }) => {
      const stored: z.infer<typeof intentSchema> = { version: 1, generation: recordGeneration, startedAtMs };
      return inTurn(() => write(intentPath, Buffer.from(JSON.stringify(stored), 'utf8')));
    },
    clearIntent: () => inTurn(() => removeJournalFile(intentPath, fileSystem)),
    writeSealed: (sealed) => {
      const bytes = Uint8Array.from(sealed);
      return inTurn(async () => {
        if (bytes.length > MAX_SEALED_BYTES) throw new AxiomTokenError('SECRET_TOO_LARGE');
        await write(sealedPath, bytes);
      });
    },
    clear: () =>
      inTurn(async () => {
        // The intent first: after a crash in between, an intent without a sealed record would mean a lost answer.
        for (const path of [intentPath, sealedPath]) await removeJournalFile(path, fileSystem);
      }),
    setAside: () =>
      inTurn(async () => {
        await moveAside(sealedPath);
      }),
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

async function makeFolder(directory: string, fileSystem: AtomicFileSystem): Promise<void> {
  try {
    const made = await mkdir(directory, { recursive: true, mode: 0o700 });
    if (made !== undefined) await syncFolder(dirname(made), fileSystem);
  } catch (error) {
    throw toStorageError(error, directory, 'write');
  }
}

/** Removes a file; without its folder there is nothing to remove. */
async function removeJournalFile(path: string, fileSystem: AtomicFileSystem): Promise<void> {
  try {
    await fileSystem.lstat(dirname(path));
  } catch (error) {
    if (isMissing(error)) return;
    throw toStorageError(error, path, 'remove');
  }
  await removeFileDurably(path, fileSystem);
}
