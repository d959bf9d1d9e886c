// Asks the user whether a program gets a token: one question at a time in one small window; all requests of one program for one account share a question.
// Decides what is shown, for how long, and what a press means; consent-prompt.ts shows it.
import type { Clock, Unsubscribe } from '../../../core/ports/clock';
import type { AskUser, ConsentAnswer, ConsentQuestion, WaitingRequests } from '../../../handout/consent';
import { consumerKey } from '../../../handout/consumer';
import { NOT_LIVE_MS, type PromptReply, type PromptView } from '../../../../preload/contract/prompt-view';
import { type PromptAccount, consentAnswerOf, promptView } from './consent-words';

/** How long an unanswered question stays open. */
export const OPEN_FOR_MS = 60_000;

/** The prompt's window. */
export interface PromptWindow {
  /** Shows a view; a new question comes to the front, an update of the current one does not. */
  show(view: PromptView): void;
  /** Closes the window without calling `onClosed`. */
  close(): void;
  /** Called when a button was pressed. */
  onReply(listener: (reply: PromptReply) => void): void;
  /** Called when a person closed the window, or it failed. */
  onClosed(listener: () => void): void;
}

/** Why nobody can be asked. `blank-or-locked`: the desktop does not say which of the two it is. */
export type NobodyAtScreen = 'locked' | 'blank-or-locked';

/** Whether a person can be at the screen. */
export interface ScreenLock {
  whyNobody(): Promise<NobodyAtScreen | undefined>;
  onLock(listener: () => void): Unsubscribe;
}

/** The accounts that programs ask about. */
export interface PromptAccounts {
  /** `undefined` for an unknown id. */
  find(profileId: string): PromptAccount | undefined;
  /** Calls `listener` when an account may have been removed. */
  onChange(listener: () => void): Unsubscribe;
}

export interface ConsentQuestionsParts {
  readonly window: PromptWindow;
  readonly lock: ScreenLock;
  readonly accounts: PromptAccounts;
  readonly clock: Clock;
}

export interface ConsentQuestions extends AskUser {
  /** Ends all questions: each waiting request is answered as if nobody were there. */
  dispose(): void;
}

/** All requests that share one answer. */
interface Group {
  readonly key: string;
  readonly question: ConsentQuestion;
  /** The answer function of each request, and the number of requests that share it. */
  readonly waiting: Map<(answer: ConsentAnswer) => void, Pick<WaitingRequests, 'count'>>;
}

/** The question on the screen. */
interface Shown {
  readonly group: Group;
  readonly number: number;
  readonly sinceMs: number;
}

export function createConsentQuestions({ window, lock, accounts, clock }: ConsentQuestionsParts): ConsentQuestions {
  let groups: readonly Group[] = [];
  let shown: Shown | undefined;
  let number = 0;
  let isDisposed = false;
  let cancelTimer: Unsubscribe = () => {};

  const render = (): void => {
    const account = shown && accounts.find(shown.group.question.profileId);
    if (!shown || !account) return;
    const waiting = {
      count: [...shown.group.waiting.values()].reduce((sum, { count }) => sum + count, 0),
      others: groups.length - 1,
      leftMs: Math.max(0, OPEN_FOR_MS - (clock.monotonicMs() - shown.sinceMs)),
    };
    window.show(promptView(shown.number, shown.group.question, account, waiting));
  };
  /** Shows the next question, or updates the current one. */
  const update = (): void => {
    const [first] = groups;
    if (shown && shown.group !== first) {
      cancelTimer();
      shown = undefined;
    }
    if (!first) return window.close();
    if (!shown) {
      shown = { group: first, number: ++number, sinceMs: clock.monotonicMs() };
      cancelTimer = clock.setTimer(OPEN_FOR_MS, () => settle(first, { decision: 'unanswered', why: 'timeout' }));
    }
    render();
  };
  const settle = (group: Group, answer: ConsentAnswer): void => {
    groups = groups.filter((each) => each !== group);
    for (const resolve of group.waiting.keys()) resolve(answer);
    group.waiting.clear();
    update();
  };
  const settleAll = (why: 'locked' | 'nobody'): void => {
    const all = groups;
    groups = [];
    for (const { waiting } of all) for (const resolve of waiting.keys()) resolve({ decision: 'unanswered', why });
    if (all.length > 0) update();
  };

  window.onReply(({ question, answer }) => {
    if (shown?.number !== question) return;
    // The page disables its buttons for this time, too; a press meant for another window must not count.
    if (clock.monotonicMs() - shown.sinceMs < NOT_LIVE_MS) return;
    settle(shown.group, consentAnswerOf(answer));
  });
  window.onClosed(() => {
    if (shown) settle(shown.group, { decision: 'unanswered', why: 'closed' });
  });
  const stopWatching = [
    lock.onLock(() => settleAll('locked')),
    accounts.onChange(() => {
      for (const group of groups) {
        if (!accounts.find(group.question.profileId)) settle(group, { decision: 'unanswered', why: 'closed' });
      }
    }),
  ];

  return {
    async ask(question, signal, requests) {
      const why = await lock.whyNobody();
      if (why) return { decision: 'unanswered', why };
      if (isDisposed || signal.aborted) return { decision: 'unanswered', why: 'nobody' };
      if (!accounts.find(question.profileId)) return { decision: 'unanswered', why: 'closed' };
      const key = `${question.profileId}\n${question.kind}\n${consumerKey(question.consumer)}`;
      let group = groups.find((each) => each.key === key);
      if (!group) groups = [...groups, (group = { key, question, waiting: new Map() })];
      const joined = group;
      return new Promise((resolve) => {
        const stopCounting = requests?.onChange(render);
        const answer = (given: ConsentAnswer): void => {
          signal.removeEventListener('abort', leave);
          stopCounting?.();
          resolve(given);
        };
        const leave = (): void => {
          joined.waiting.delete(answer);
          answer({ decision: 'unanswered', why: 'nobody' });
          if (joined.waiting.size === 0) groups = groups.filter((each) => each !== joined);
          update();
        };
        signal.addEventListener('abort', leave, { once: true });
        joined.waiting.set(answer, requests ?? { count: 1 });
        update();
      });
    },
    dispose() {
      isDisposed = true;
      for (const stop of stopWatching) stop();
      settleAll('nobody');
    },
  };
}
