// The text of the consent prompt: which program asks, what it gets, what each button does. Pure. Programs choose
// their own names, so names are shown in a way that they cannot look like text of the app.
import type { ConsentAnswer, ConsentQuestion, TaskEffect } from '../../../handout/consent';
import type { Consumer } from '../../../handout/consumer';
import { MOST_IN_TITLE, quotedName, shownText } from '../../../handout/shown-consumer';
import type { PromptAnswer, PromptButton, PromptView } from '../../../../preload/contract/prompt-view';

/** The account that a program asks about. */
export interface PromptAccount {
  readonly name: string;
  /** Remaining validity of its access token; absent when unknown or over. */
  readonly validForMs?: number | undefined;
}

/** What else is waiting. */
export interface Surroundings {
  /** Waiting requests of this program. */
  readonly count: number;
  /** How many other programs are asked about afterwards. */
  readonly others: number;
  readonly leftMs: number;
}

/** Everything that the prompt's page shows. `number` identifies the question. */
export function promptView(
  number: number,
  question: ConsentQuestion,
  account: PromptAccount,
  { count, others, leftMs }: Surroundings,
): PromptView {
  const isGrave = question.kind === 'refresh';
  const { consumer } = question;
  const who = quotedName(consumer);
  return {
    question: number,
    ...wanted(question, who, account),
    isGrave,
    facts: factsOf(question, account),
    leftMs,
    allow: allowButtons(consumer, isGrave, count),
    refuse: REFUSE_BUTTONS,
    ...(count > 1 ? { waiting: `${count} requests of this program wait for your answer.` } : {}),
    ...(others > 0
      ? { next: others === 1 ? 'One more program waits after it.' : `${others} more programs wait after it.` }
      : {}),
  };
}

/** What the program wants, and what that means. */
function wanted(
  { kind, task, effect = 'exposes' }: ConsentQuestion,
  who: string,
  account: PromptAccount,
): Pick<PromptView, 'title' | 'gets' | 'meaning'> {
  const name = quoted(account.name);
  if (task !== undefined) {
    const { title, meaning } = TASKS[effect];
    return {
      title: `${who} wants to ${title} ${name}`,
      gets: `To ${shownText(task, LONGEST_TASK)}`,
      meaning: `${meaning} If you have not just asked for this yourself, choose Not now.`,
    };
  }
  if (kind === 'refresh') {
    return {
      title: `${who} asks for the refresh token of ${name}`,
      gets: 'The refresh token',
      meaning:
        'With it the program has your whole sign-in, for as long as that lasts, also after you block it here. When it refreshes by itself, this app is signed out.',
    };
  }
  return {
    title: `${who} asks for a token of ${name}`,
    gets: accessWords(account.validForMs),
    meaning:
      'With it the program can act in your place at Axiom until the token expires. Blocking it later does not take that token back.',
  };
}

/** The words for a task, by its effect. */
const TASKS: Readonly<Record<TaskEffect, { readonly title: string; readonly meaning: string }>> = {
  exposes: {
    title: 'use the whole sign-in of',
    meaning: 'Whoever can open what it makes has your whole sign-in, for as long as that lasts.',
  },
  allows: {
    title: 'change which programs get tokens of',
    meaning: 'From then on tokens are handed out without asking you. You can change this under "Programs".',
  },
  destroys: {
    title: 'remove or replace what is kept of',
    meaning: 'What is removed or replaced is gone, unless you have a backup of it.',
  },
  redirects: {
    title: 'have other programs use',
    meaning: 'Programs and commands that name no account act in its name at Axiom from then on.',
  },
};

/** Longer than usual, because it names accounts and a file. */
const LONGEST_TASK = 400;

const REFUSE_BUTTONS: readonly PromptButton[] = [
  { answer: 'not-now', label: 'Not now' },
  { answer: 'block-hour', label: 'Block for an hour' },
  { answer: 'block', label: 'Block' },
];

/** The refresh token is asked about every time, so it has no button that remembers. */
function allowButtons(consumer: Consumer, isGrave: boolean, count: number): readonly PromptButton[] {
  const once: PromptButton = { answer: 'once', label: count > 1 ? `Allow these ${count} once` : 'Allow once' };
  if (isGrave) return [once];
  return [
    once,
    { answer: 'session', label: sessionLabel(consumer) },
    { answer: 'run', label: 'Allow until locked or quit' },
    // A program that the system cannot identify is never allowed permanently.
    ...(consumer.kind === 'unknown' ? [] : [always(consumer)]),
  ];
}

function always({ isForwarded }: Consumer): PromptButton {
  return { answer: 'always', label: isForwarded ? 'Always for programs via ssh' : 'Always for this program' };
}

function sessionLabel({ tty, isForwarded }: Consumer): string {
  if (isForwarded) return 'Allow for this ssh session';
  return tty === undefined ? 'Allow for this session' : 'Allow for this terminal session';
}

/** Translates a pressed button into the answer for the hand-out. */
export function consentAnswerOf(answer: PromptAnswer): ConsentAnswer {
  switch (answer) {
    case 'not-now':
      return { decision: 'unanswered', why: 'closed' };
    case 'block-hour':
      return { decision: 'deny', scope: 'hour' };
    case 'block':
      return { decision: 'deny', scope: 'always' };
    case 'once':
    case 'session':
    case 'run':
    case 'always':
      return { decision: 'allow', scope: answer };
  }
}

function factsOf({ consumer, reason, why }: ConsentQuestion, account: PromptAccount): PromptView['facts'] {
  const { exe, script, parent, unit, tty, isForwarded } = consumer;
  const rows: readonly (readonly [name: string, value: string | undefined])[] = [
    ['Account', shownText(account.name)],
    ['Program', isForwarded ? 'Not known: it asks over a connection that ssh forwards' : programOf(consumer)],
    ['Runs from', exe === undefined || isForwarded ? undefined : shownText(exe)],
    ['Script', script === undefined ? undefined : shownText(script)],
    ['Started by', startedBy(parent, tty)],
    ['Belongs to', unit === undefined ? undefined : shownText(unit)],
    ['It says', reason === undefined || reason.trim() === '' ? undefined : `“${shownText(reason)}”`],
    ['Asked again', why === undefined ? undefined : shownText(why)],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

function programOf({ kind, name }: Consumer): string {
  return kind === 'unknown' ? 'Not known: the system does not say who asks' : shownText(name);
}

function startedBy(parent: string | undefined, tty: string | undefined): string | undefined {
  if (parent === undefined) return tty === undefined ? undefined : shownText(tty);
  return tty === undefined ? shownText(parent) : `${shownText(parent)}, ${shownText(tty)}`;
}

function quoted(name: string): string {
  return `“${shownText(name, MOST_IN_TITLE)}”`;
}

const MINUTE_MS = 60_000;

function accessWords(validForMs: number | undefined): string {
  if (validForMs === undefined || validForMs <= 0) return 'An access token';
  if (validForMs < MINUTE_MS) return 'An access token, valid for less than a minute';
  const minutes = Math.floor(validForMs / MINUTE_MS);
  return `An access token, valid for ${minutes === 1 ? '1 minute' : `${minutes} minutes`}`;
}
