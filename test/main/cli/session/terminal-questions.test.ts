import { describe, expect, it } from 'vitest';
import type { Prompts } from '../../../../main/cli/session/command-context';
import { createTerminalQuestions } from '../../../../main/cli/session/terminal-questions';
import { outcomeOf } from '../../../support/core-graph';
import { PROGRAM } from '../../../support/make-operations';

const QUESTION = { message: 'Replace it?', detail: 'It is newer.', agree: 'Replace it' };
const CHOICE = { message: 'Which?', detail: 'Two.', answers: ['first', 'second'] };
const CONSENT = { profileId: 'main', consumer: PROGRAM, kind: 'access', reason: 'trade' } as const;

function terminal({ typed = '', isPossible = true, saysYes = false } = {}) {
  const asked: string[] = [];
  const line = async (question: string) => (asked.push(question), typed);
  const confirm = async (question: string) => /^y(es)?$/i.test(await line(question));
  const prompts: Prompts = { isPossible, line, hidden: line, confirm };
  return { asked, ...createTerminalQuestions(prompts, saysYes) };
}

describe('an agreement', () => {
  it.each([
    ['y', undefined],
    ['n', 'CANCELLED'],
    ['', 'CANCELLED'],
  ])('to %j', async (typed, outcome) => {
    const { confirm, asked } = terminal({ typed });
    expect(await outcomeOf(confirm(QUESTION))).toBe(outcome);
    expect(asked).toEqual(['Replace it?\nIt is newer.\nReplace it?']);
  });

  it('is given by --yes, and by nobody where there is no terminal', async () => {
    const yes = terminal({ saysYes: true, isPossible: false });
    expect([await outcomeOf(yes.confirm(QUESTION)), yes.asked]).toEqual([undefined, []]);
    expect(await outcomeOf(terminal({ isPossible: false }).confirm(QUESTION))).toBe('INVALID_INPUT');
  });
});

describe('a choice', () => {
  it.each([
    ['1', 0],
    [' 2 ', 1],
    ['3', 'CANCELLED'],
    ['0', 'CANCELLED'],
    ['', 'CANCELLED'],
    ['second', 'CANCELLED'],
  ])('of %j', async (typed, outcome) => {
    expect(await outcomeOf(terminal({ typed }).choose(CHOICE))).toBe(outcome);
  });

  it('shows the answers by number, and is made by nobody else, --yes included', async () => {
    const { choose, asked } = terminal({ typed: '1' });
    await choose(CHOICE);
    expect(asked).toEqual(['Which?\nTwo.\n  1  first\n  2  second\nNumber, or Enter to change nothing: ']);
    expect(await outcomeOf(terminal({ isPossible: false, saysYes: true }).choose(CHOICE))).toBe('INVALID_INPUT');
  });
});

describe('whether a program may have a token', () => {
  const ask = (given: Parameters<typeof terminal>[0]) => {
    const { ask: port, asked } = terminal(given);
    return port.ask(CONSENT, new AbortController().signal).then((answer) => ({ answer, asked }));
  };

  it('is asked with who asks, for what and why, and holds once', async () => {
    const { answer, asked } = await ask({ typed: 'y' });
    expect(answer).toEqual({ decision: 'allow', scope: 'once' });
    expect(asked).toEqual(['“bot in ~/bots” asks for a token of main. It says: “trade”. Allow it this once?']);
  });

  it('is not allowed by --yes, nor where nobody is', async () => {
    expect((await ask({ typed: 'n', saysYes: true })).answer).toEqual({ decision: 'unanswered', why: 'closed' });
    expect((await ask({ isPossible: false, saysYes: true })).answer).toEqual({ decision: 'unanswered', why: 'nobody' });
  });
});
