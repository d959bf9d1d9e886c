// A small JSON file of the app's own with a last-good copy beside it: a damaged one is set aside under another name, never deleted, and the copy
// takes its place. Used for the index of profiles; knows nothing of what is inside but how to check it.
import { randomBytes } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import type { Clock } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import { writeFileAtomically } from './atomic-file';
import { isMissing, toStorageError } from './storage-error';

export interface CheckedJsonFileOptions<Value> {
  /** Ends in `.json`; its folder must exist. */
  readonly path: string;
  /** The value behind parsed JSON, or `undefined` when it is not one. */
  readonly check: (json: unknown) => Value | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What was found. `isDamaged`: a file was there that could not be used, nor could its copy. */
export interface CheckedJson<Value> {
  readonly value: Value | undefined;
  readonly isDamaged: boolean;
}

/**
 * Reads the file, else its copy, which is then put in its place.
 * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`, `STORAGE_FULL` when it cannot be read, set aside or put back; nothing is lost then.
 */
export async function readCheckedJsonFile<Value>(options: CheckedJsonFileOptions<Value>): Promise<CheckedJson<Value>> {
  const { path, clock, logger } = options;
  const found = await readValue(path, options.check);
  if (found.value !== undefined) return { value: found.value, isDamaged: false };
  if (found.isThere) {
    const aside = setAsideName(path, clock.nowMs());
    await rename(path, aside).catch((error: unknown) => {
      throw toStorageError(error, path, 'write');
    });
    logger.warn('a damaged file was set aside', { path, aside });
  }
  const copy = await readValue(lastGoodName(path), options.check).catch((error: unknown) => {
    logger.error('the last good copy of a file could not be read', error, { path });
    return { isThere: true, value: undefined };
  });
  if (copy.value === undefined) return { value: undefined, isDamaged: found.isThere || copy.isThere };
  await writeFileAtomically(path, encode(copy.value), { replace: true });
  logger.warn('the last good copy of a file was put in its place', { path });
  return { value: copy.value, isDamaged: false };
}

/** Writes the file, durable when this resolves, then its copy. @throws as {@link writeFileAtomically}; the former content then stays. */
export async function writeCheckedJsonFile(path: string, value: unknown, logger: Logger): Promise<void> {
  await writeFileAtomically(path, encode(value), { replace: true });
  try {
    await writeFileAtomically(lastGoodName(path), encode(value), { replace: true });
  } catch (error) {
    // The file itself is written; an older copy is better than a failed call.
    logger.error('the last good copy of a file could not be written', error, { path });
  }
}

/** `x.json` → `x.last-good.json`. */
export function lastGoodName(path: string): string {
  return path.replace(/\.json$/, '.last-good.json');
}

/** `x.json` → `x.damaged-2026-03-01T12-00-00Z-1a2b.json`. */
export function setAsideName(path: string, nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-');
  return path.replace(/\.json$/, `.damaged-${stamp}Z-${randomBytes(2).toString('hex')}.json`);
}

async function readValue<Value>(
  path: string,
  check: (json: unknown) => Value | undefined,
): Promise<{ readonly isThere: boolean; readonly value?: Value | undefined }> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return { isThere: false };
    throw toStorageError(error, path, 'read');
  }
  try {
    return { isThere: true, value: check(JSON.parse(text)) };
  } catch {
    return { isThere: true };
  }
}

function encode(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`, 'utf8');
}
