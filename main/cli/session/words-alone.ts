// What a failure advises where no app runs: nothing is tried again automatically after the command, and nobody types into a window.
import { AxiomTokenError, withRemedy } from '../../core/base/errors';
import type { Operations } from '../../handout/operations';

const ENDS = 'Without the app, nothing tries again once this command has ended: run it again';

/** Advice that holds in the app only, and what to do instead. */
const INSTEAD: readonly (readonly [inApp: string, alone: (retryAfterMs: number | undefined) => string])[] = [
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

/** The same calls; their failures advise nothing that only the app does. */
export function withWordsAlone(operations: Operations): Operations {
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
