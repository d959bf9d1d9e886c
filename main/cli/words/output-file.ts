// The failures of a file that a person names for the output of a command. It is no place of tokens, so they have the exit code of unusable input.
import { errnoOf } from '../../adapters/files/storage-error';
import { AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';

/** Runs `write`. @throws AxiomTokenError `INVALID_INPUT` where the file may not or cannot be written; else as `write`, such as `STORAGE_FULL` */
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
