// A small JSON file of the app with a last good copy beside it. A damaged file is renamed ("set aside"), never deleted, and replaced by the copy. Used for the
// index of profiles; the caller provides the check of the content.
import { readdirSync } from 'node:fs';
import { access, rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import type { StoredValue } from '../../core/base/stored-versions';
import type { Clock } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import type { StillWanted } from '../../core/ports/still-wanted';
import { writeFileAtomically } from './atomic-file';
import { notOrdinary, readBounded } from './bounded-read';
import { danglingLink } from './dangling-link';
import { damagedMark } from './set-aside';
import { isMissing, toStorageError } from './storage-error';

/** Far more than any such file needs. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Checks parsed JSON: a valid value, damaged, or of a newer version. */
export type CheckJson<Value> = (json: unknown) => StoredValue<Value>;

export interface CheckedJsonFileOptions<Value> {
  /** Ends in `.json`; its folder must exist. */
  readonly path: string;
  readonly check: CheckJson<Value>;
  /** Runs a repair, which first reads again, while no other process writes the file. */
  readonly exclusively: <Result>(repair: () => Promise<Result>) => Promise<Result>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * The result. `isDamaged`: neither the file nor its copy could be used, and at least one existed, was set aside
 * before, or is a link to something that does not exist.
 */
export interface CheckedJson<Value> {
  readonly value: Value | undefined;
  readonly isDamaged: boolean;
  /** Why a damaged file could not be renamed or replaced by the copy. The file must not be overwritten then. */
  readonly trouble?: AxiomTokenError;
  /** Why the copy could not be read: it may be good, so nothing may be written over it. */
  readonly copyFailure?: AxiomTokenError | undefined;
}

/**
 * Reads the file, else its copy, which then replaces the file.
 * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`, `STORAGE_FULL` when it cannot be read, or was written by a newer version of the
 * app; as `exclusively`. Nothing was changed then.
 */
export async function readCheckedJsonFile<Value>(options: CheckedJsonFileOptions<Value>): Promise<CheckedJson<Value>> {
  const { path, check, exclusively } = options;
  const file = await readValue(path, check);
  if (file.kind === 'value') return { value: file.value, isDamaged: false };
  const isFirstStart =
    file.kind === 'missing' && !leadsNowhere(path) && (await isNothingAt(lastGoodName(path))) && !wasSetAside(path);
  return isFirstStart ? { value: undefined, isDamaged: false } : exclusively(() => repair(options));
}

/** Writes the file, durable when this resolves, then its copy. @throws as {@link writeFileAtomically}; the former content then stays. */
export async function writeCheckedJsonFile(
  path: string,
  value: unknown,
  logger: Logger,
  isWanted?: StillWanted,
): Promise<void> {
  await writeFileAtomically(path, encode(value), { replace: true, logger, isWanted });
  try {
    await writeFileAtomically(lastGoodName(path), encode(value), { replace: true, logger, isWanted });
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
  return path.replace(/\.json$/, `.${damagedMark(nowMs)}.json`);
}

/** Renames a copy that is damaged, before another one is written in its place. A missing one is no error. @throws AxiomTokenError `STORAGE_*`; it then has its old name */
export async function setCopyAside(path: string, { clock, logger }: { clock: Clock; logger: Logger }): Promise<void> {
  const copy = lastGoodName(path);
  const aside = setAsideName(copy, clock.nowMs());
  try {
    await rename(copy, aside);
    logger.warn('a damaged file was set aside', { path: copy, aside });
  } catch (error) {
    if (!isMissing(error)) throw toStorageError(error, copy, 'write');
  }
}

type Found<Value> =
  | { readonly kind: 'value'; readonly value: Value; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' | 'damaged' | 'later' };

async function repair<Value>({
  path,
  check,
  clock,
  logger,
}: CheckedJsonFileOptions<Value>): Promise<CheckedJson<Value>> {
  const file = await readValue(path, check);
  if (file.kind === 'value') return { value: file.value, isDamaged: false };
  let copyFailure: AxiomTokenError | undefined;
  const copy = await readValue(lastGoodName(path), check).catch((error: unknown): Found<Value> => {
    copyFailure = toStorageError(error, lastGoodName(path), 'read');
    logger.error('the last good copy of a file could not be read', error, { path });
    return { kind: 'damaged' };
  });
  if (file.kind === 'later' || copy.kind === 'later')
    throw newerFile(file.kind === 'later' ? path : lastGoodName(path));
  const found =
    copy.kind === 'value'
      ? { value: copy.value, isDamaged: false }
      : {
          value: undefined,
          isDamaged: file.kind === 'damaged' || copy.kind === 'damaged' || leadsNowhere(path) || wasSetAside(path),
          copyFailure,
        };
  try {
    if (file.kind === 'damaged') {
      const aside = setAsideName(path, clock.nowMs());
      await rename(path, aside);
      logger.warn('a damaged file was set aside', { path, aside });
    }
    if (copy.kind === 'value') {
      await writeFileAtomically(path, copy.bytes, { replace: true, logger });
      logger.warn('the last good copy of a file was put in its place', { path });
    }
    return found;
  } catch (error) {
    return { ...found, trouble: toStorageError(error, path, 'write') };
  }
}

async function readValue<Value>(path: string, check: CheckJson<Value>): Promise<Found<Value>> {
  let bytes: Buffer;
  try {
    const content = await readBounded({ path, maxBytes: MAX_BYTES, followsLinks: true });
    if (typeof content === 'string') throw notOrdinary(path);
    ({ bytes } = content);
  } catch (error) {
    if (isMissing(error)) return { kind: 'missing' };
    throw toStorageError(error, path, 'read');
  }
  try {
    const found = check(JSON.parse(bytes.toString('utf8')));
    return found.kind === 'value' ? { ...found, bytes } : { kind: found.kind };
  } catch {
    return { kind: 'damaged' };
  }
}

/** Whether the file or its copy is a link to something that does not exist. Then there was a file before. */
function leadsNowhere(path: string): boolean {
  return [path, lastGoodName(path)].some((each) => danglingLink(each) !== undefined);
}

/** Whether a damaged file of this name was set aside, and nothing has taken its place since. */
export function wasSetAside(path: string): boolean {
  const begin = `${basename(path, '.json')}.damaged-`;
  try {
    return readdirSync(dirname(path)).some((name) => name.startsWith(begin));
  } catch {
    return false;
  }
}

/** Whether there is certainly nothing at the path; false when that cannot be found out. */
async function isNothingAt(path: string): Promise<boolean> {
  return access(path).then(
    () => false,
    (error: unknown) => isMissing(error),
  );
}

/** The `STORAGE_UNAVAILABLE` error for a file that a newer version of the app has written. */
export function newerFile(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `${path} was written by a newer version of the app.`,
    remedy: 'Start that version again. Nothing was changed.',
  });
}

function encode(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`, 'utf8');
}
