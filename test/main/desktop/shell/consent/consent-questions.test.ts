import { describe, expect, it } from 'vitest';
import {
  type PromptAccounts,
  createConsentQuestions,
  OPEN_FOR_MS,
  type PromptWindow,
} from '../../../../../main/desktop/shell/consent/consent-questions';
import type { ConsentAnswer, ConsentQuestion } from '../../../../../main/handout/consent';
import { NOT_LIVE_MS, type PromptAnswer, type PromptView } from '../../../../../preload/contract/prompt-view';
import { FakeClock, settle } from '../../../../support/fakes/clock/fake-clock';

const question = (program: string, more: Partial<ConsentQuestion> = {}): ConsentQuestion => ({
  profileId: 'main',
  consumer: { kind: 'program', programId: program, sessionId: 'tty 1', name: program },
  kind: 'access',
  ...more,
});

/** The questions, with a window that records what it shows. */
function asking() {
  const clock = new FakeClock();
  const views: PromptView[] = [];
  let isOpen = false;
  let reply: Parameters<PromptWindow['onReply']>[0] = () => {};
  let closed = (): void => {};
  const window: PromptWindow = {
    show(view) {
      isOpen = true;
      views.push(view);
    },
    close() {
      isOpen = false;
    },
    onReply: (listener) => void (reply = listener),
    onClosed: (listener) => void (closed = listener),
  };
  const lock = { isLocked: false, listener: (): void => {} };
  const names = new Map([
    ['main', 'main'],
    ['hedge', 'hedge'],
  ]);
  let accountsChanged = (): void => {};
  const accounts: PromptAccounts = {
    find: (id) => (names.has(id) ? { name: names.get(id) ?? '' } : undefined),
    onChange: (listener) => {
      accountsChanged = listener;
      return () => {};
    },
  };
  const questions = createConsentQuestions({
    window,
    accounts,
    clock,
    lock: {
      whyNobody: async () => (lock.isLocked ? 'locked' : undefined),
      onLock: (listener) => {
        lock.listener = listener;
        return () => {};
      },
    },
  });
  return {
    clock,
    lock,
    questions,
    views,
    isOpen: () => isOpen,
    titleNow: () => (isOpen ? views.at(-1)?.title : undefined),
    press: (answer: PromptAnswer, number = views.at(-1)?.question ?? -1) => reply({ question: number, answer }),
    close: () => closed(),
    remove(id: string) {
      names.delete(id);
      accountsChanged();
    },
    /** Asks, and records the answer. */
    async ask(asked: ConsentQuestion, signal: AbortSignal = new AbortController().signal) {
      const got: ConsentAnswer[] = [];
      void questions.ask(asked, signal).then((answer) => got.push(answer));
      await settle();
      return got;
    },
  };
}

const LIVE = NOT_LIVE_MS;
const unanswered = (why: string) => [{ decision: 'unanswered', why }];

describe('a program that asks', () => {
  it('is asked about in one window, and gets what the person presses', async () => {
    const { ask, press, clock, isOpen } = asking();
    const got = await ask(question('bot'));
    expect(isOpen()).toBe(true);
    await clock.advance(LIVE);
    press('always');
    await settle();
    expect(got).toEqual([{ decision: 'allow', scope: 'always' }]);
    expect(isOpen()).toBe(false);
    expect(clock.timerCount).toBe(0);
  });

  it('gets no answer that was pressed before the person could see it, or for another question', async () => {
    const { ask, press, clock, isOpen, views } = asking();
    const got = await ask(question('bot'));
    await clock.advance(LIVE - 1);
    press('always');
    await clock.advance(LIVE);
    press('always', (views[0]?.question ?? 0) + 1);
    await settle();
    expect(got).toEqual([]);
    expect(isOpen()).toBe(true);
  });

  it('with fifty requests is one question with a count, answered once for all', async () => {
    const { ask, press, clock, views } = asking();
    const all: ConsentAnswer[][] = [];
    for (let index = 0; index < 50; index++) all.push(await ask(question('bot')));
    expect(new Set(views.map((view) => view.question)).size).toBe(1);
    expect(views.at(-1)?.waiting).toContain('50 requests');
    await clock.advance(LIVE);
    press('session');
    await settle();
    expect(all.flat()).toEqual(Array.from({ length: 50 }, () => ({ decision: 'allow', scope: 'session' })));
  });

  it('is counted by the number from the collector of its requests', async () => {
    const { questions, views, press, clock } = asking();
    const listeners = new Set<() => void>();
    const requests = {
      count: 1,
      onChange: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const got = questions.ask(question('bot'), new AbortController().signal, requests);
    await settle();
    expect(views.at(-1)?.waiting).toBeUndefined();
    requests.count = 50;
    for (const listener of listeners) listener();
    expect(views.at(-1)?.waiting).toContain('50 requests');
    await clock.advance(LIVE);
    press('once');
    expect(await got).toEqual({ decision: 'allow', scope: 'once' });
    expect(listeners.size).toBe(0);
  });

  it('comes after the one that is on the screen, also for another account or the other kind of token', async () => {
    const { ask, press, clock, titleNow, views } = asking();
    await ask(question('bot'));
    await ask(question('bot', { profileId: 'hedge' }));
    await ask(question('bot', { kind: 'refresh' }));
    await ask(question('watcher'));
    expect(titleNow()).toBe('“bot” asks for a token of “main”');
    expect(views.at(-1)?.next).toBe('3 more programs wait after it.');
    const titles: (string | undefined)[] = [];
    for (let index = 0; index < 3; index++) {
      await clock.advance(LIVE);
      press('once');
      titles.push(titleNow());
    }
    expect(titles).toEqual([
      '“bot” asks for a token of “hedge”',
      '“bot” asks for the refresh token of “main”',
      '“watcher” asks for a token of “main”',
    ]);
  });

  it('has its whole time from when it is shown, and counts as unanswered afterwards', async () => {
    const { ask, clock, isOpen, views } = asking();
    const first = await ask(question('bot'));
    const second = await ask(question('watcher'));
    await clock.advance(OPEN_FOR_MS - 1);
    expect([first, second]).toEqual([[], []]);
    await clock.advance(1);
    expect(first).toEqual(unanswered('timeout'));
    expect(views.at(-1)?.leftMs).toBe(OPEN_FOR_MS);
    await clock.advance(OPEN_FOR_MS);
    expect(second).toEqual(unanswered('timeout'));
    expect(isOpen()).toBe(false);
  });

  it('says how long is left when the count changes', async () => {
    const { ask, clock, views } = asking();
    await ask(question('bot'));
    await clock.advance(20_000);
    await ask(question('bot'));
    expect(views.at(-1)?.leftMs).toBe(OPEN_FOR_MS - 20_000);
  });

  it('is not answered when the person presses "Not now" or closes the window', async () => {
    const { ask, press, close, clock } = asking();
    const first = await ask(question('bot'));
    const second = await ask(question('watcher'));
    await clock.advance(LIVE);
    press('not-now');
    await settle();
    expect(first).toEqual(unanswered('closed'));
    close();
    await settle();
    expect(second).toEqual(unanswered('closed'));
  });

  it('is not asked about while the screen is locked, and not any more when it gets locked', async () => {
    const { ask, lock, isOpen } = asking();
    const first = await ask(question('bot'));
    const second = await ask(question('watcher'));
    lock.isLocked = true;
    lock.listener();
    const third = await ask(question('bot'));
    expect([first, second, third]).toEqual([unanswered('locked'), unanswered('locked'), unanswered('locked')]);
    expect(isOpen()).toBe(false);
  });

  it('is closed when nobody waits for it any more; the count falls when one of several requests goes', async () => {
    const { ask, isOpen, views, titleNow } = asking();
    const [one, other] = [new AbortController(), new AbortController()];
    const first = await ask(question('bot'), one.signal);
    await ask(question('bot'), other.signal);
    await ask(question('watcher'));
    one.abort();
    await settle();
    expect(first).toEqual(unanswered('nobody'));
    expect(views.at(-1)?.waiting).toBeUndefined();
    expect(titleNow()).toContain('bot');
    other.abort();
    expect(titleNow()).toContain('watcher');
    expect(isOpen()).toBe(true);
  });

  it('that has gone before it could be asked about is never shown', async () => {
    const { ask, views } = asking();
    const gone = new AbortController();
    gone.abort();
    expect(await ask(question('bot'), gone.signal)).toEqual(unanswered('nobody'));
    expect(views).toEqual([]);
  });

  it('is not asked about for an account that is not there, nor any more when it is removed', async () => {
    const { ask, remove, titleNow } = asking();
    const first = await ask(question('bot'));
    const second = await ask(question('watcher'));
    const third = await ask(question('bot', { profileId: 'hedge' }));
    remove('main');
    await settle();
    expect([first, second, third]).toEqual([unanswered('closed'), unanswered('closed'), []]);
    expect(titleNow()).toContain('hedge');
    expect(await ask(question('bot'))).toEqual(unanswered('closed'));
  });

  it('gets that nobody is there when the app ends, also afterwards', async () => {
    const { ask, questions, isOpen } = asking();
    const first = await ask(question('bot'));
    questions.dispose();
    await settle();
    expect(first).toEqual(unanswered('nobody'));
    expect(isOpen()).toBe(false);
    expect(await ask(question('bot'))).toEqual(unanswered('nobody'));
  });
});
