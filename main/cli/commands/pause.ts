// `axiom-tokens pause`: over the app where it answers; else the pause is written where the app, and every command line, looks before it hands anything out.
import { AxiomTokenError, type ErrorCode, toAxiomTokenError } from '../../core/base/errors';
import type { Unsubscribe } from '../../core/ports/clock';
import type { CommandContext } from '../session/command-context';
import type { GivenOptions } from '../words/given-options';

/** Who pauses is in a hurry. */
const APP_LIMIT_MS = 3_000;
/** The app is full, silent or away. */
const UNREACHED: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['BROKER_UNAVAILABLE', 'RATE_LIMITED', 'TIMEOUT']);

export async function run(context: CommandContext, options: GivenOptions): Promise<void> {
  const { session, output, settings } = context;
  const reason = options.text('reason');
  const params = reason === undefined ? {} : { reason };
  const failure = await asked(context, params);
  if (failure) {
    if (!UNREACHED.has(failure.code)) throw failure;
    await session.callAlone('pause', params);
    const folder = settings.dataDirectory.value;
    output.warn(`${failure.message} So the pause was written into ${folder} without it; an app there sees it at once.`);
  }
  output.answer({ schema: 'axiom-tokens.pause.v1', paused: true }, () => 'Everything is paused.');
  output.note('No program gets a token until you resume: axiom-tokens resume, or the window.');
}

/** Why it is not paused yet. */
async function asked(
  { session, clock }: CommandContext,
  params: { readonly reason?: string },
): Promise<AxiomTokenError | undefined> {
  const stop = new AbortController();
  let cancel: Unsubscribe = () => undefined;
  const late = new Promise<AxiomTokenError>((resolve) => {
    cancel = clock.setTimer(APP_LIMIT_MS, () =>
      resolve(new AxiomTokenError('TIMEOUT', { message: 'The app does not answer, or serves no more programs.' })),
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
