// The errors of the gate: why no token is handed out, in words for the consumer.
import { AxiomTokenError } from '../core/base/errors';
import type { ConsentAnswer } from './consent';
import type { Consumer } from './consumer';
import { blockTargets, type ConsentDecision, isAboutProgram } from './decide-consent';
import type { HandoutRequest } from './gate';
import { typedWord } from './shell-quoting';
import type { PauseState } from './handout-state';

export function refusalOfPause({ reason, isLost }: PauseState): AxiomTokenError {
  if (isLost) {
    return new AxiomTokenError('PAUSED', {
      message: 'The app cannot read whether handing out tokens is paused, so it is paused.',
    });
  }
  const why = reason?.trim().replace(/\.$/, '');
  return new AxiomTokenError('PAUSED', why ? { message: `Handing out tokens is paused: ${why}.` } : {});
}

/** The refusal during a pause: that of a block, which outlasts it. Decisions that cannot be read are no reason of their own. */
export function refusalDuringPause(
  state: PauseState,
  consumer: Consumer,
  decide: () => ConsentDecision,
): AxiomTokenError {
  try {
    const decision = decide();
    if (decision.kind === 'deny') return refusalOfDecision(consumer, decision);
  } catch {
    // The pause is the reason.
  }
  return refusalOfPause(state);
}

export function refusalOfDecision(
  consumer: Consumer,
  { consent }: Extract<ConsentDecision, { kind: 'deny' }>,
): AxiomTokenError {
  const blocked = [...blockTargets(consumer)].reverse().find((one) => isAboutProgram(consent, one));
  const { name } = blocked ?? consumer;
  const what = consent.kind === 'refresh' ? 'may not have the refresh token' : 'is blocked';
  return new AxiomTokenError('DENIED', {
    message: `${name} ${what}${UNTIL[consent.scope]}.`,
    remedy: `Allow it under "Programs" in the window, or with: axiom-tokens consumers allow ${consent.id} -p ${consent.profileId}`,
  });
}

const UNTIL = {
  session: ' for this session',
  run: ' until the screen is locked or the app quits',
  always: '',
  hour: ' for an hour',
} as const;

/** What was asked for. */
type Asked = Pick<HandoutRequest, 'consumer' | 'kind' | 'profileId'>;

export function refusalOfAnswer(
  asked: Asked,
  answer: Exclude<ConsentAnswer, { readonly decision: 'allow' }>,
): AxiomTokenError {
  const { name } = asked.consumer;
  const isRefresh = asked.kind === 'refresh';
  const what = isRefresh ? 'the refresh token' : 'a token';
  if (answer.decision === 'unanswered') {
    const without = `${name} does not get ${what}.`;
    if (answer.why === 'backoff') return backoffRefusal(answer.leftMs, without, restingRemedy(asked));
    return new AxiomTokenError('NOT_ANSWERED', {
      message: `${NOT_ANSWERED[answer.why]} ${without}`,
      ...(isRefresh ? { remedy: `Let it ask again when somebody can answer in the window. ${EACH_TIME}` } : {}),
    });
  }
  const again = 'If you want it to have one, let it ask again, or allow it under "Programs" in the window.';
  return new AxiomTokenError('DENIED', {
    message: `You did not allow ${name} to have ${what}.`,
    remedy: isRefresh ? `If you want it to have that, let it ask again. ${EACH_TIME}` : again,
  });
}

const EACH_TIME = 'For the refresh token a person is asked each time.';

function restingRemedy({ consumer, kind, profileId }: Asked): string {
  if (kind === 'refresh') return `Let it ask again after that. ${EACH_TIME}`;
  const { programId, kind: known } = consumer.lentBy ?? consumer;
  if (known === 'unknown') return 'Let it ask again after that.';
  return `Let it ask again after that, or allow it with: axiom-tokens consumers allow ${typedWord(programId)} -p ${typedWord(profileId)}`;
}

/** The refusal of a request that does not allow a question. */
export function refusalUnasked({ name }: Consumer): AxiomTokenError {
  return new AxiomTokenError('NOT_ANSWERED', {
    message: `A person has to be asked first, and this request does not allow a question. ${name} gets no token.`,
  });
}

/** The refusal during the pause between questions. `effect`: what the refusal means, as a sentence. */
export function backoffRefusal(leftMs: number, effect: string, remedy: string): AxiomTokenError {
  return new AxiomTokenError('NOT_ANSWERED', {
    message: `Nobody answered the last question about this program, so nobody is asked for the next ${shortSpan(leftMs)}. ${effect}`,
    remedy,
    retryAfterMs: leftMs,
  });
}

function shortSpan(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  const minutes = Math.ceil(seconds / 60);
  if (seconds >= 60) return minutes === 1 ? 'minute' : `${minutes} minutes`;
  return seconds === 1 ? 'second' : `${seconds} seconds`;
}

const NOT_ANSWERED = {
  timeout: 'Nobody answered in time.',
  locked: 'The screen is locked, so nobody could be asked.',
  'blank-or-locked': 'The screen is blank or locked, so nobody could be asked.',
  closed: 'The question was closed without an answer.',
  nobody: 'A person has to be asked first, and there is no window to ask in.',
} as const;
