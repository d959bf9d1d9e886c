// The modification time of packaged files, from SOURCE_DATE_EPOCH (reproducible-builds.org): the same input gives the same package.
import { lutimes, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../setup-error.mjs';

/**
 * The time in SOURCE_DATE_EPOCH; `undefined` when it is not set.
 * @param {NodeJS.ProcessEnv} env
 */
export function sourceDate({ SOURCE_DATE_EPOCH: seconds }) {
  if (seconds === undefined || seconds === '') return undefined;
  if (/^\d{1,12}$/.test(seconds)) return new Date(Number(seconds) * 1000);
  throw new SetupError(
    `SOURCE_DATE_EPOCH is "${seconds}", which is not a time.`,
    'Set it to seconds since 1970, as `git log -1 --format=%ct` prints them, or unset it; then run the command again.',
  );
}

/** Sets the time of `folder` and everything in it to SOURCE_DATE_EPOCH, if that is set. */
export async function setSourceDate(/** @type {string} */ folder, /** @type {NodeJS.ProcessEnv} */ env) {
  const date = sourceDate(env);
  if (date === undefined) return;
  for (const path of ['', ...(await readdir(folder, { recursive: true }))])
    await lutimes(join(folder, path), date, date);
}

/** Clears the creation time in the header of a gzip file. */
export async function clearGzipTime(/** @type {string} */ path) {
  const file = await open(path, 'r+');
  try {
    await file.write(new Uint8Array(4), 0, 4, 4);
  } finally {
    await file.close();
  }
}
