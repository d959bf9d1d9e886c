// The time that files of a package get, so that the same input gives the same package: SOURCE_DATE_EPOCH (reproducible-builds.org).
import { lutimes, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../setup-error.mjs';

/**
 * The time that SOURCE_DATE_EPOCH names; `undefined` when it is not set.
 * @param {NodeJS.ProcessEnv} env
 */
export function sourceDate({ SOURCE_DATE_EPOCH: seconds }) {
  if (seconds === undefined || seconds === '') return undefined;
  if (/^\d{1,12}$/.test(seconds)) return new Date(Number(seconds) * 1000);
  throw new SetupError(
    `SOURCE_DATE_EPOCH is "${seconds}", which is no time.`,
    'Set it to seconds since 1970, as `git log -1 --format=%ct` prints them, or unset it; then run the command again.',
  );
}

/** Gives all that is in `folder`, and the folder itself, the time that SOURCE_DATE_EPOCH names, where it is set. */
export async function setSourceDate(/** @type {string} */ folder, /** @type {NodeJS.ProcessEnv} */ env) {
  const date = sourceDate(env);
  if (date === undefined) return;
  for (const path of ['', ...(await readdir(folder, { recursive: true }))])
    await lutimes(join(folder, path), date, date);
}

/** Takes out of a gzip file when it was made, which is in its head and serves nobody. */
export async function clearGzipTime(/** @type {string} */ path) {
  const file = await open(path, 'r+');
  try {
    await file.write(new Uint8Array(4), 0, 4, 4);
  } finally {
    await file.close();
  }
}
