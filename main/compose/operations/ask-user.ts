// Asks the user before a call of a program is carried out. When the caller disconnects, nobody waits for the answer,
// and it has no effect.
import { AxiomTokenError } from '../../core/base/errors';
import { startDeadline } from '../../core/flow/deadline';
import { untilAborted } from '../../core/flow/until-aborted';
import type { Choose, Confirm } from '../../core/intents/confirmation';
import { accountChangeCheck } from '../../core/intents/account-change';
import type { ConsentQuestion, TaskEffect } from '../../handout/consent';
import { consumerKey } from '../../handout/consumer';
import { backoffRefusal } from '../../handout/refusals';
import type { CallContext } from '../../handout/operations';
import type { OperationsWorld } from './operation-parts';

/** @throws AxiomTokenError `CANCELLED` as soon as `signal` is aborted; as `run` */
export function rejectOnAbort<Result>(signal: AbortSignal, run: () => Promise<Result>): Promise<Result> {
  return untilAborted(signal, run, () => new AxiomTokenError('CANCELLED'));
}

/** How long a question for a program stays open in the app. Meanwhile no other question can be asked. */
const LONGEST_QUESTION_MS = 5 * 60_000;

/**
 * The questions about imported tokens, for one call. Each is closed when the caller disconnects, and in the app after five minutes. @throws AxiomTokenError `CANCELLED` when the caller disconnects, `NOT_ANSWERED`
 */
export function questionsOf(
  { confirm, choose, clock }: Pick<OperationsWorld, 'confirm' | 'choose' | 'clock'>,
  { signal, via }: Pick<CallContext, 'signal' | 'via'>,
): { readonly confirm: Confirm; readonly choose: Choose } {
  const whileItWaits = async <Answer>(ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> => {
    const closing = new AbortController();
    const close = (): void => closing.abort();
    const cancel = via === 'socket' ? startDeadline(clock, LONGEST_QUESTION_MS, close) : () => undefined;
    signal.addEventListener('abort', close);
    if (signal.aborted) close();
    try {
      return await rejectOnAbort(closing.signal, () => ask(closing.signal));
    } catch (error) {
      throw closing.signal.aborted && !signal.aborted ? notAnswered() : error;
    } finally {
      cancel();
      signal.removeEventListener('abort', close);
    }
  };
  return {
    confirm: (question) => whileItWaits((closed) => confirm(question, closed)),
    choose: (choice) => whileItWaits((closed) => choose(choice, closed)),
  };
}

type Asking = Pick<OperationsWorld, 'ask' | 'handout' | 'openTasks'> & {
  readonly core: { readonly registry: Pick<OperationsWorld['core']['registry'], 'get' | 'list'> };
};
type Asker = Pick<CallContext, 'consumer' | 'via' | 'signal'>;

/**
 * Asks the user before a call over the socket removes or replaces something, unless the call comes from `axiom-tokens`, which has already asked. `task`: as in
 * {@link refuseUnlessAllowed}.
 * @throws AxiomTokenError as {@link refuseUnlessAllowed}
 */
export async function refuseToDestroy(
  world: Asking,
  asker: Asker,
  profileIds: readonly string[],
  task: string,
): Promise<void> {
  if (profileIds.length === 0 || asker.consumer.isCommandLine) return;
  await refuseUnlessAllowed(world, asker, profileIds, task, 'destroys');
}

/**
 * Asks the user before a call over the socket exposes tokens outside the app, or gives programs more rights. `task`: the end of a sentence that begins with "It wants
 * to". A command line without the app does what the user has typed without a question, but asks in its terminal before it gives programs more rights. `profileIds`: the accounts that the task is about; the first one is shown. The answer is valid only for the sign-ins that the accounts have when the question is asked.
 * @throws AxiomTokenError `DENIED`, `NOT_ANSWERED`, `CANCELLED`; `WRONG_ACCOUNT`, `TOKEN_NOT_FOUND` when one of these sign-ins or accounts has changed during the question
 */
export async function refuseUnlessAllowed(
  { ask, handout, openTasks, core: { registry } }: Asking,
  { consumer, via, signal }: Asker,
  profileIds: readonly string[],
  task: string,
  effect: TaskEffect = 'exposes',
): Promise<void> {
  if (via !== 'socket' && effect !== 'allows') return;
  const [profileId = ''] = profileIds;
  const question: ConsentQuestion = { profileId, consumer, kind: 'refresh', task, effect };
  if (handout.consents.decide(question).kind === 'deny') throw new AxiomTokenError('DENIED');
  // One open question per program, so that no program can flood the user with questions.
  const key = consumerKey(consumer);
  if (openTasks.has(key)) throw askedAlready();
  openTasks.add(key);
  const meant = registry.list().filter(({ id }) => profileIds.includes(id));
  const refusals = meant.map((profile) => [profile.id, accountChangeCheck(profile)] as const);
  const answer = await ask.ask(question, signal).finally(() => openTasks.delete(key));
  if (answer.decision === 'deny') handout.consents.remember(question, answer);
  if (signal.aborted) throw new AxiomTokenError('CANCELLED');
  if (answer.decision !== 'unanswered') {
    if (answer.decision === 'allow') return refusals.forEach(([id, refuseOthers]) => refuseOthers(registry.get(id)));
    throw new AxiomTokenError('DENIED', {
      message: 'A person has refused it.',
      remedy: 'Nothing was changed.',
    });
  }
  if (answer.why === 'backoff') throw backoffRefusal(answer.leftMs, 'Nothing was changed.', 'Run it again after that.');
  if (answer.why === 'nobody') throw nobodyThere();
  throw new AxiomTokenError('NOT_ANSWERED', {
    message:
      answer.why === 'locked' || answer.why === 'blank-or-locked'
        ? SCREEN_WORDS[answer.why]
        : 'Nobody allowed this in the window of the app.',
    remedy: 'Try again when you can answer there. Nothing was changed.',
  });
}

const SCREEN_WORDS = {
  locked: 'The screen is locked, so nobody could be asked.',
  'blank-or-locked': 'The screen is blank or locked, so nobody could be asked.',
} as const;

function notAnswered(): AxiomTokenError {
  return new AxiomTokenError('NOT_ANSWERED', {
    message: 'Nobody answered the question in the window of the app.',
    remedy: 'Try again when you can answer there. Nothing was changed.',
  });
}

function askedAlready(): AxiomTokenError {
  return new AxiomTokenError('NOT_ANSWERED', {
    message: 'Another request of this program waits for an answer in the window of the app.',
    remedy: 'Answer that first. Nothing was changed.',
  });
}

function nobodyThere(): AxiomTokenError {
  return new AxiomTokenError('NOT_ANSWERED', {
    message: 'A person has to agree to this, and there is neither a window nor a terminal to ask in.',
    remedy: 'Run it in a terminal and answer there, or start the app and do it there. Nothing was changed.',
  });
}
