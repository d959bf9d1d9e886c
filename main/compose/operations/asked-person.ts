// Questions to a person on behalf of whoever calls: they are not waited for once the caller has gone, and nothing follows from them then.
import { AxiomTokenError } from '../../core/base/errors';
import type { Choose, Confirm } from '../../core/intents/confirmation';
import type { ConsentQuestion } from '../../handout/consent';
import { consumerKey } from '../../handout/consumer';
import { restingRefusal } from '../../handout/refusals';
import type { CallContext } from '../../handout/operations';
import type { OperationsWorld } from './operation-parts';

/** The questions about tokens that were brought, for one call. @throws AxiomTokenError `CANCELLED` when the caller has gone */
export function questionsOf(
  { confirm, choose }: Pick<OperationsWorld, 'confirm' | 'choose'>,
  { signal }: Pick<CallContext, 'signal'>,
): { readonly confirm: Confirm; readonly choose: Choose } {
  return {
    confirm: (question) => unlessGone(signal, () => confirm(question)),
    choose: (choice) => unlessGone(signal, () => choose(choice)),
  };
}

/** @throws AxiomTokenError `CANCELLED` as soon as `signal` is aborted; as `run` */
export function unlessGone<Result>(signal: AbortSignal, run: () => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(new AxiomTokenError('CANCELLED'));
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave);
    run()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', leave));
  });
}

/**
 * Asks before tokens leave the app's keeping by a call over the socket. `task`: the end of a sentence that begins with "It wants to". A command line that runs alone
 * does what the person who typed it has said.
 * @throws AxiomTokenError `DENIED`, `NOT_ANSWERED`, `CANCELLED`
 */
export async function refuseUnlessAllowed(
  { ask, handout, openTasks }: Pick<OperationsWorld, 'ask' | 'handout' | 'openTasks'>,
  { consumer, via, signal }: Pick<CallContext, 'consumer' | 'via' | 'signal'>,
  profileId: string,
  task: string,
): Promise<void> {
  if (via !== 'socket') return;
  const question: ConsentQuestion = { profileId, consumer, kind: 'refresh', task };
  if (handout.consents.decide(question).kind === 'deny') throw new AxiomTokenError('DENIED');
  // A program that asks and asks must not bury the person in questions.
  const key = consumerKey(consumer);
  if (openTasks.has(key)) throw askedAlready();
  openTasks.add(key);
  const answer = await ask.ask(question, signal).finally(() => openTasks.delete(key));
  if (answer.decision === 'deny') handout.consents.remember(question, answer);
  if (signal.aborted) throw new AxiomTokenError('CANCELLED');
  if (answer.decision !== 'unanswered') {
    if (answer.decision === 'allow') return;
    throw new AxiomTokenError('DENIED', {
      message: 'A person has refused it.',
      remedy: 'Nothing was changed.',
    });
  }
  if (answer.why === 'resting') throw restingRefusal('It', answer.leftMs);
  throw new AxiomTokenError('NOT_ANSWERED', {
    message:
      answer.why === 'locked'
        ? 'The screen is locked, so nobody could be asked.'
        : 'Nobody allowed this in the window of the app.',
    remedy: 'Try again when you can answer there. Nothing was changed.',
  });
}

function askedAlready(): AxiomTokenError {
  return new AxiomTokenError('NOT_ANSWERED', {
    message: 'Another request of this program waits for an answer in the window of the app.',
    remedy: 'Answer that first. Nothing was changed.',
  });
}
