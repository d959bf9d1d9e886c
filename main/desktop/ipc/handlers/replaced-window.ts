// Refuses to open a new window once the app's files on the disk were replaced: it could be blank, or crash the app.
import { AxiomTokenError } from '../../../core/base/errors';
import type { AppServices } from '../app-services';

/** @throws AxiomTokenError with a message for the user */
export function refuseWindowOfReplacedCopy({ replacedCopy }: Pick<AppServices, 'replacedCopy'>): void {
  const words = replacedCopy();
  if (!words) return;
  const { message, remedy } = words;
  throw new AxiomTokenError('INVALID_INPUT', { message: `${message} This window cannot be opened now.`, remedy });
}
