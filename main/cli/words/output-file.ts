// Errors about a file that the user names for the output of a command. It is not a place of tokens, so they get the
// exit code for unusable input.
import { errnoOf } from '../../adapters/files/storage-error';
import { AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';

/**
 * Runs `write`. @throws AxiomTokenError `INVALID_INPUT` when the file may not or cannot be written; else as `write`,
 * such as `STORAGE_FULL`
 */
export async function intoNamedFile<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const { code, message, remedy, cause } = toAxiomTokenError(error);
    if (code !== 'STORAGE_DENIED' && code !== 'STORAGE_UNAVAILABLE') throw error;
    const hasNoFolder = errnoOf(cause) === 'ENOENT';
    throw new AxiomTokenError('INVALID_INPUT', {
      message,
      remedy: hasNoFolder ? 'Make its folder first, or name another file. Nothing was changed.' : remedy,
      cause,
    });
  }
}
