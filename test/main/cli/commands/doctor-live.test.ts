import { expect, it } from 'vitest';
import { runLive } from '../../../../main/cli/commands/doctor-live';
import type { Live } from '../../../../main/cli/commands/open-live';
import type { CommandContext } from '../../../../main/cli/session/command-context';
import type { LiveReport } from '../../../../main/adapters/doctor/live-report';

const token = { form: 'jwt', claims: ['exp'], lifetime_s: 900 } as const;
const report: LiveReport = {
  schema: 'axiom-tokens.doctor-live.v1',
  version: '1.2.3',
  at: '2026-03-01T12:00:00.000Z',
  outcome: 'refreshed',
  answers: [],
  rotated: { access_token: true, refresh_token: true },
  tokens: { access_token: token, refresh_token: token },
  storage: 'saved',
};

function setUp(typed: string, more: { readonly isPossible?: boolean; readonly env?: Record<string, string> } = {}) {
  const did: string[] = [];
  const asked: string[] = [];
  const answers: unknown[] = [];
  const live: Live = {
    about: async () => ({ name: 'Main', host: 'axiom.trade' }),
    check: async () => {
      did.push('refreshed');
      return report;
    },
    dispose: async () => void did.push('disposed'),
  };
  const context = {
    env: more.env ?? {},
    prompts: {
      isPossible: more.isPossible ?? true,
      line: async (question: string) => {
        asked.push(question);
        return typed;
      },
    },
    output: {
      answer: (object: object, words: (shown: object) => string) => answers.push(object, words(object)),
      note: () => undefined,
    },
  } as unknown as CommandContext;
  const run = () =>
    runLive(context, async () => {
      did.push('opened');
      return live;
    });
  return { run, did, asked, answers };
}

it('names account and host, waits for a typed yes, refreshes once and prints the report', async () => {
  const { run, did, asked, answers } = setUp(' Yes ');
  expect(await run()).toBe(0);
  expect(asked.join('')).toMatch(/^Main is refreshed once at axiom\.trade.*Type yes to go on: $/s);
  expect(did).toEqual(['opened', 'refreshed', 'disposed']);
  expect(answers).toEqual([report, expect.stringContaining('Outcome: refreshed; storage: saved')]);
});

it.each(['y', '', 'no', 'yes please'])('sends nothing for %j', async (typed) => {
  const { run, did } = setUp(typed);
  await expect(run()).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(did).toEqual(['opened', 'disposed']);
});

it.each([
  ['no terminal', { isPossible: false }],
  ['a build machine', { env: { CI: 'true' } }],
])('opens nothing where there is %s', async (_what, more) => {
  const { run, did } = setUp('yes', more);
  await expect(run()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect(did).toEqual([]);
});
