// File system calls that fail like the system's, each with the error code that an adapter must report.
import type { ErrorCode } from '../../main/core/base/errors';

const ERRNOS: Partial<Record<ErrorCode, string>> = {
  STORAGE_FULL: 'ENOSPC',
  STORAGE_DENIED: 'EROFS',
  STORAGE_UNAVAILABLE: 'EIO',
};

/** A call that always fails. */
export function failingCall(code: ErrorCode): () => Promise<never> {
  return async () => {
    throw Object.assign(new Error('made to fail'), { code: ERRNOS[code] });
  };
}
