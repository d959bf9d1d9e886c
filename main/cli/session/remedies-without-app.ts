// Changes the remedies of errors for a command without the app: there is no automatic retry after the command, and no
// window to type into.
import { AxiomTokenError, withRemedy } from '../../core/base/errors';
import type { Operations } from '../../handout/operations';

const ENDS = 'Without the app there is no automatic retry: run it again';

/** Advice that is only true in the app, and what to do instead. */
const INSTEAD: readonly (readonly [inApp: string, alone: (retryAfterMs: number | undefined) => string])[] = [
  ['Enter the passphrase.', () => 'Enter the passphrase in a terminal, or give it with --passphrase-file FILE.'],
  [
    'The app tries again automatically then.',
    (waitMs) => `${ENDS} ${waitMs === undefined ? 'later' : inWords(waitMs)}.`,
  ],
  ['It is tried again automatically.', () => `${ENDS}.`],
];

/** Rounded up: an earlier try is refused again. */
function inWords(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000);
  return seconds < 120 ? `in ${seconds} s` : `in ${Math.ceil(seconds / 60)} min`;
}

/** The same calls, but the remedies of their errors are true without the app. */
export function withRemediesWithoutApp(operations: Operations): Operations {
  const worded = Object.entries(operations).map(([name, run]) => [
    name,
    async (...args: Parameters<typeof run>) => {
      try {
        return await (run as (...given: typeof args) => Promise<unknown>)(...args);
      } catch (error) {
        throw wordedAlone(error);
      }
    },
  ]);
  return Object.fromEntries(worded) as Operations;
}

function wordedAlone(error: unknown): unknown {
  if (!(error instanceof AxiomTokenError)) return error;
  const { remedy, retryAfterMs } = error;
  return withRemedy(
    error,
    INSTEAD.reduce((text, [inApp, alone]) => text.replace(inApp, () => alone(retryAfterMs)), remedy),
  );
}
