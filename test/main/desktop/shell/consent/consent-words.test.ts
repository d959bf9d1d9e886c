import { describe, expect, it } from 'vitest';
import { consentAnswerOf, promptView } from '../../../../../main/desktop/shell/consent/consent-words';
import type { ConsentQuestion } from '../../../../../main/handout/consent';
import type { Consumer } from '../../../../../main/handout/consumer';
import { PROMPT_ANSWERS } from '../../../../../preload/contract/prompt-view';

const BOT: Consumer = {
  kind: 'program',
  programId: '/usr/bin/python3 /home/you/bots/bot.py',
  sessionId: 'tty 3',
  name: 'python3 running bot.py in ~/bots',
  exe: '/usr/bin/python3.11',
  script: '/home/you/bots/bot.py',
  parent: 'bash',
  tty: 'pts/3',
};
const asked = (more: Partial<ConsentQuestion> = {}): ConsentQuestion => ({
  profileId: 'main',
  consumer: BOT,
  kind: 'access',
  ...more,
});
const view = (question: ConsentQuestion, count = 1, others = 0, validForMs: number | undefined = 12 * 60_000 + 5000) =>
  promptView(7, question, { name: 'main', validForMs }, { count, others, leftMs: 60_000 });
const factsOf = (question: ConsentQuestion) =>
  Object.fromEntries(view(question).facts.map(({ name, value }) => [name, value]));

describe('the prompt', () => {
  it('names the program, its origin, the account and the kind of token', () => {
    const { title, gets, isGrave, question, waiting, next } = view(asked());
    expect({ title, gets, isGrave, question, waiting, next }).toEqual({
      title: '“bot.py” asks for a token of “main”',
      gets: 'An access token, valid for 12 minutes',
      isGrave: false,
      question: 7,
    });
    expect(factsOf(asked())).toEqual({
      Account: 'main',
      Program: 'python3 running bot.py in ~/bots',
      'Runs from': '/usr/bin/python3.11',
      Script: '/home/you/bots/bot.py',
      'Started by': 'bash, pts/3',
    });
  });

  it('shows the program’s reason, in quotes, and why it is asked about again', () => {
    const facts = factsOf(asked({ reason: 'Allowed by the administrator', why: 'Its file has changed.' }));
    expect(facts['It says']).toBe('“Allowed by the administrator”');
    expect(facts['Asked again']).toBe('Its file has changed.');
  });

  it('says what a program wants to do where it asks for no token', () => {
    const { title, gets, isGrave, allow } = view(asked({ kind: 'refresh', task: 'write a backup of main' }));
    expect([title, gets, isGrave, allow.map(({ answer }) => answer)]).toEqual([
      '“bot.py” wants to use the whole sign-in of “main”',
      'To write a backup of main',
      true,
      ['once'],
    ]);
  });

  it('warns strongly about the refresh token, and offers to remember nothing about it', () => {
    const grave = view(asked({ kind: 'refresh' }));
    expect(grave.title).toBe('“bot.py” asks for the refresh token of “main”');
    expect(grave.gets).toBe('The refresh token');
    expect(grave.meaning).toMatch(/your whole sign-in/);
    expect(grave.isGrave).toBe(true);
    expect(grave.allow.map(({ answer }) => answer)).toEqual(['once']);
    expect(grave.refuse.map(({ answer }) => answer)).toEqual(['not-now', 'block-hour', 'block']);
  });

  it.each<[what: string, consumer: Partial<Consumer>, title: string, program: string]>([
    ['what ssh forwards', { isForwarded: true }, 'A program via ssh asks', 'Not known: it asks over a connection'],
    ['one that the system does not know', { kind: 'unknown' }, 'A program that is not known asks', 'Not known: the'],
  ])('does not guess at %s', (_what, consumer, title, program) => {
    const question = asked({ consumer: { ...BOT, ...consumer } });
    expect(view(question).title).toContain(title);
    expect(factsOf(question)['Program']).toContain(program);
  });

  it.each<[what: string, consumer: Partial<Consumer>, label: string]>([
    ['in a terminal', {}, 'Allow for this terminal session'],
    ['started by the desktop', { tty: undefined }, 'Allow for this session'],
    ['via ssh', { isForwarded: true }, 'Allow for this ssh session'],
  ])('says which session it is: %s', (_what, consumer, label) => {
    const { allow } = view(asked({ consumer: { ...BOT, ...consumer } }));
    expect(allow.find(({ answer }) => answer === 'session')?.label).toBe(label);
  });

  it('counts the requests that wait, and the programs that come next', () => {
    const many = view(asked(), 50, 2);
    expect(many.waiting).toBe('50 requests of this program wait for your answer.');
    expect(many.next).toBe('2 more programs wait after it.');
    expect(many.allow[0]?.label).toBe('Allow these 50 once');
    expect(view(asked(), 1, 1).next).toBe('One more program waits after it.');
  });

  it.each<[validForMs: number | undefined, words: string]>([
    [12 * 60_000, 'An access token, valid for 12 minutes'],
    [119_000, 'An access token, valid for 1 minute'],
    [59_000, 'An access token, valid for less than a minute'],
    [0, 'An access token'],
    [-5, 'An access token'],
  ])('says how long the token is valid: %s', (validForMs, words) => {
    expect(view(asked(), 1, 0, validForMs).gets).toBe(words);
  });

  it('says nothing of a time that is not known', () => {
    expect(promptView(1, asked(), { name: 'main' }, { count: 1, others: 0, leftMs: 1 }).gets).toBe('An access token');
  });
});

describe('a pressed button', () => {
  it.each(PROMPT_ANSWERS.map((answer) => [answer] as const))('means one thing: %s', (answer) => {
    expect(consentAnswerOf(answer)).toEqual(
      {
        once: { decision: 'allow', scope: 'once' },
        session: { decision: 'allow', scope: 'session' },
        run: { decision: 'allow', scope: 'run' },
        always: { decision: 'allow', scope: 'always' },
        'not-now': { decision: 'unanswered', why: 'closed' },
        'block-hour': { decision: 'deny', scope: 'hour' },
        block: { decision: 'deny', scope: 'always' },
      }[answer],
    );
  });
});
