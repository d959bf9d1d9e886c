// While the app runs, it has the list of accounts and their places in memory, so it would not notice that another
// process changes them.
import { AxiomTokenError } from '../../core/base/errors';

/** `findApp` looks for an app with the same data folder. @throws AxiomTokenError `INVALID_INPUT` while it runs */
export async function refuseBesideApp(
  findApp: (() => Promise<{ readonly pid?: number } | undefined>) | undefined,
): Promise<void> {
  const app = await findApp?.();
  if (!app) return;
  const which = app.pid === undefined ? '' : ` (process ${app.pid})`;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `Axiom Token Manager runs${which}. It would not notice a change of the list of accounts, or of an account's place, by another process.`,
    remedy: 'Leave --standalone out, so that the app makes the change, or quit the app first. Nothing was changed.',
  });
}
