// States of the consent prompt by name, for pictures and page tests, with main's real texts.
import { type PromptAccount, promptView, type Surroundings } from '../../../main/desktop/shell/consent/consent-words';
import type { ConsentQuestion } from '../../../main/handout/consent';
import type { Consumer } from '../../../main/handout/consumer';
import type { PromptApi } from '../../../preload/contract/prompt-view';

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
const LONG: Consumer = {
  ...BOT,
  name: `${'W'.repeat(90)} running ${'m'.repeat(200)}.py`,
  exe: `/opt/${'w'.repeat(120)}/${'W'.repeat(60)}`,
  script: `/home/you/${'M'.repeat(160)}/${'W'.repeat(60)}.py`,
  parent: 'w'.repeat(120),
  unit: `${'app-'.repeat(30)}.service`,
};

type State = readonly [
  question: Partial<ConsentQuestion>,
  account?: Partial<PromptAccount>,
  surroundings?: Partial<Surroundings>,
];

/** The question of each state. */
export const PROMPTS = {
  prompt: [{}],
  'prompt-refresh': [{ kind: 'refresh', reason: 'moving to the server' }],
  'prompt-many': [
    {
      consumer: { ...BOT, unit: 'trading-bot.service', tty: undefined, parent: 'systemd' },
      reason: 'daily report',
      why: 'Its file has changed since you allowed it.',
    },
    {},
    { count: 50, others: 2 },
  ],
  'prompt-long': [{ consumer: LONG, reason: 'W'.repeat(500) }, { name: 'WM'.repeat(20) }, { count: 1000, others: 1 }],
  'prompt-ssh': [{ consumer: { ...BOT, isForwarded: true, exe: undefined, script: undefined, parent: 'sshd' } }],
  'prompt-unknown': [
    { consumer: { kind: 'unknown', programId: 'unknown', sessionId: 'unknown', name: 'unknown' } },
    { validForMs: undefined },
  ],
} as const satisfies Record<string, State>;
export type PromptName = keyof typeof PROMPTS;

/** The API that the preload script would give to the page in that state; it records the answers in `answers`. */
export function fakePrompt(name: PromptName): PromptApi & { readonly answers: unknown[] } {
  const [question, account, surroundings]: State = PROMPTS[name];
  const answers: unknown[] = [];
  const view = promptView(
    1,
    { profileId: 'main', consumer: BOT, kind: 'access', ...question },
    { name: 'main', validForMs: 12.5 * 60_000, ...account },
    { count: 1, others: 0, leftMs: 60_000, ...surroundings },
  );
  return { answers, onShow: (listener) => listener(view), answer: (...all) => void answers.push(all) };
}
