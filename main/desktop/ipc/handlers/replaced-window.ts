// Keeps a new window from opening once the program on the disk is no longer the one that runs: it would be blank, or end the app.
import { AxiomTokenError } from '../../../core/base/errors';
import type { AppServices } from '../app-services';

/** @throws AxiomTokenError in words for a person */
export function refuseWindowOfReplacedCopy({ replacedCopy }: Pick<AppServices, 'replacedCopy'>): void {
  const words = replacedCopy();
  if (!words) return;
  const { message, remedy } = words;
  throw new AxiomTokenError('INVALID_INPUT', { message: `${message} This window cannot be opened now.`, remedy });
}
