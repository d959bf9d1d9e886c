import { describe, expect, it } from 'vitest';
import type { Prompts } from '../../../../main/cli/session/command-context';
import { createTerminalQuestions } from '../../../../main/cli/session/terminal-questions';
import { outcomeOf } from '../../../support/core-graph';
import { PROGRAM } from '../../../support/make-operations';

const QUESTION = { message: 'Replace it?', detail: 'It is newer.', agree: 'Replace it' };
const CHOICE = { message: 'Which?', detail: 'Two.', answers: ['first', 'second'] };
const CONSENT = { profileId: 'main', consumer: PROGRAM, kind: 'access', reason: 'trade' } as const;

function terminal({ typed = '', isPossible = true, saysYes = false, acceptsWeak = false } = {}) {
  const warned: string[] = [];
  const asked: string[] = [];
  const line = async (question: string) => (asked.push(question), typed);
  const confirm = async (question: string) => /^y(es)?$/i.test(await line(question));
  const prompts: Prompts = { isPossible, line, hidden: line, confirm };
  const questions = createTerminalQuestions(prompts, (warning) => void warned.push(warning), { saysYes, acceptsWeak });
  return { asked, warned, ...questions };
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

  it('shows the answers by number, and is made only by a person, not by --yes', async () => {
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

  it('shows who asks, for what and why, and is valid once', async () => {
    const { answer, asked } = await ask({ typed: 'y' });
    expect(answer).toEqual({ decision: 'allow', scope: 'once' });
    expect(asked).toEqual(['“bot in ~/bots” asks for a token of main. It says: “trade”. Allow it this once?']);
  });

  it('is not allowed by --yes, nor where nobody is', async () => {
    expect((await ask({ typed: 'n', saysYes: true })).answer).toEqual({ decision: 'unanswered', why: 'closed' });
    expect((await ask({ isPossible: false, saysYes: true })).answer).toEqual({ decision: 'unanswered', why: 'nobody' });
  });
});

it('asks for a passphrase where somebody is', async () => {
  const { askPassphrase, asked } = terminal({ typed: 'correct horse' });
  expect([(await askPassphrase('/x/t.sealed'))?.expose(), asked]).toEqual([
    'correct horse',
    ['The passphrase of /x/t.sealed: '],
  ]);
  expect(await terminal({ isPossible: false }).askPassphrase('/x')).toBeUndefined();
});

describe('the passphrase of a new sealed file', () => {
  it('is asked for twice where somebody is', async () => {
    const { askNewPassphrase, asked } = terminal({ typed: 'seven lamps by the river' });
    const given = await askNewPassphrase('/x/t.sealed', []);
    expect(given?.expose()).toBe('seven lamps by the river');
    expect(asked).toEqual(['A new passphrase for /x/t.sealed: ', 'Repeat it: ']);
    expect(await terminal({ isPossible: false }).askNewPassphrase('/x', [])).toBeUndefined();
  });

  it('may be weak with --weak-passphrase, which is then reported', async () => {
    const { askNewPassphrase, asked, warned } = terminal({ typed: 'Hedge fund Zug', acceptsWeak: true });
    expect((await askNewPassphrase('/x', ['Hedge fund Zug']))?.expose()).toBe('Hedge fund Zug');
    expect([asked.length, warned]).toEqual([2, [expect.stringContaining('easy to guess')]]);
  });
});
