// `axiom-tokens pause`: asks the app. If the app does not answer, writes the pause file, which the app and every
// command line read before they hand out a token.
import { AxiomTokenError, type ErrorCode, toAxiomTokenError } from '../../core/base/errors';
import type { Unsubscribe } from '../../core/ports/clock';
import type { CommandContext } from '../session/command-context';
import type { ParsedOptions } from '../words/parsed-options';

/** Short, because a person who pauses wants it at once. */
const APP_LIMIT_MS = 3_000;
/** Failures that mean the app cannot be asked: it is full, hangs or does not run. */
const UNREACHED: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['BROKER_UNAVAILABLE', 'RATE_LIMITED', 'TIMEOUT']);

export async function run(context: CommandContext, options: ParsedOptions): Promise<void> {
  const { session, output, settings } = context;
  const reason = options.text('reason');
  const params = reason === undefined ? {} : { reason };
  const failure = await asked(context, params);
  if (failure) {
    if (!UNREACHED.has(failure.code)) throw failure;
    await session.callInProcess('pause', params);
    const folder = settings.dataDirectory.value;
    output.warn(
      `${failure.message} So the pause was written into ${folder} without the app; a running app there sees it at once.`,
    );
  }
  output.answer({ schema: 'axiom-tokens.pause.v1', paused: true }, () => 'Everything is paused.');
  output.note('No program gets a token until you resume: axiom-tokens resume, or the window.');
}

/** Asks the app to pause; returns why it did not, or `undefined`. */
async function asked(
  { session, clock }: CommandContext,
  params: { readonly reason?: string },
): Promise<AxiomTokenError | undefined> {
  const stop = new AbortController();
  let cancel: Unsubscribe = () => undefined;
  const late = new Promise<AxiomTokenError>((resolve) => {
    cancel = clock.setTimer(APP_LIMIT_MS, () =>
      resolve(
        new AxiomTokenError('TIMEOUT', { message: 'The app does not answer, or all its connections are in use.' }),
      ),
    );
  });
  const answered = session.call('pause', params, { signal: stop.signal }).then(() => undefined, toAxiomTokenError);
  try {
    return await Promise.race([answered, late]);
  } finally {
    cancel();
    stop.abort(new AxiomTokenError('CANCELLED'));
  }
}
