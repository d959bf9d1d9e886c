import { describe, expect, it } from 'vitest';
import type { BrokerLink } from '../../../../main/cli/session/session';
import { type Answers, called, type CallWorld } from '../../../support/command-line/called';
import { schemaFaults } from '../../../support/command-line/json-schemas';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { makeConsent } from '../../../support/command-line/make-answers';

const answers: Answers = {
  'consumers.list': () => ({ policies: { main: 'ask' }, consents: [makeConsent()] }),
  'consumers.allow': ({ scope = 'always' }) => makeConsent({ scope: scope === 'once' ? 'run' : scope }),
  'consumers.block': () => makeConsent({ decision: 'deny' }),
  'consumers.forget': () => ({ forgotten: ['bot.py'] }),
  'consumers.policy': ({ policy }) => ({ profile: 'main', policy }),
};

describe('axiom-tokens consumers', () => {
  it.each([
    [['list'], ['consumers.list', {}], 'c1  main  allowed always: bot.py\nmain: you are asked about new programs\n'],
    [['allow', 'bot'], ['consumers.allow', { consumer: 'bot', scope: 'always' }], 'c1  main  allowed always: bot.py\n'],
    [
      ['allow', 'bot', '--scope', 'session', '-p', 'b'],
      ['consumers.allow', { profile: 'b', consumer: 'bot', scope: 'session' }],
      'c1  main  allowed for its terminal session: bot.py\n',
    ],
    [['block', 'bot'], ['consumers.block', { consumer: 'bot' }], 'c1  main  blocked always: bot.py\n'],
    [['forget', 'bot'], ['consumers.forget', { consumer: 'bot' }], 'Forgotten: bot.py.\n'],
    [
      ['policy', 'notify'],
      ['consumers.policy', { policy: 'notify' }],
      'main: new programs are allowed, and you are notified\n',
    ],
  ])('%j', async (words, call, stdout) => {
    expect(await called(['consumers', ...words], { answers })).toMatchObject({ ending: 0, stdout, calls: [call] });
    const json = (await called(['consumers', ...words, '--json'], { answers })).stdout;
    expect(JSON.parse(json)).toHaveProperty('schema', expect.stringMatching(/^axiom-tokens\.[a-z]+\.v1$/));
  });

  it('list names the accounts as the window does', async () => {
    const names = { main: 'Bert’s bot' };
    const list = () => ({ policies: { main: 'ask' as const }, consents: [makeConsent()], names });
    expect((await called(['consumers', 'list'], { answers: { 'consumers.list': list } })).stdout).toBe(
      'c1  Bert’s bot (-p main)  allowed always: bot.py\nBert’s bot (-p main): you are asked about new programs\n',
    );
  });

  it.each([
    [['allow', 'bot'], 'c1  Bert’s bot (-p main)  allowed always: bot.py\n'],
    [['block', 'bot'], 'c1  Bert’s bot (-p main)  blocked always: bot.py\n'],
    [['policy', 'ask'], 'Bert’s bot (-p main): you are asked about new programs\n'],
    [['forget', 'bot'], 'Forgotten: bot.py (c1).\n'],
  ])('%j names account and program as the window does', async (words, stdout) => {
    const accountName = 'Bert’s bot';
    const named: CallWorld['answers'] = {
      'consumers.allow': () => ({ ...makeConsent(), accountName }),
      'consumers.block': () => ({ ...makeConsent({ decision: 'deny' }), accountName }),
      'consumers.policy': ({ policy }) => ({ profile: 'main', name: accountName, policy }),
      'consumers.forget': () => ({ forgotten: ['c1'], names: ['bot.py'] }),
    };
    expect((await called(['consumers', ...words], { answers: named })).stdout).toBe(stdout);
    const json = JSON.parse((await called(['consumers', ...words, '--json'], { answers: named })).stdout) as object;
    expect(schemaFaults(json)).toEqual([]);
  });

  it.each(['allow', 'block'])('%s by the id of a decision says the id of the new one', async (word) => {
    const replaced: CallWorld['answers'] = {
      'consumers.allow': () => makeConsent({ id: '3edc0001' }),
      'consumers.block': () => makeConsent({ id: '3edc0001', decision: 'deny' }),
    };
    const told = async (meant: string) => (await called(['consumers', word, meant], { answers: replaced })).stderr;
    const words = 'Each decision has its own id: 669f0001 is that of an earlier one, and this one has 3edc0001.';
    expect(await told('669f0001')).toContain(`${words}\n`);
    expect(await told('3edc0001')).not.toContain('Each decision');
    expect(await told('bot.py')).not.toContain('Each decision');
  });

  it('says so where nothing was decided about a program', async () => {
    const nothing = { ...answers, 'consumers.forget': () => ({ forgotten: [] }) };
    const { ending, stdout } = await called(['consumers', 'forget', 't23'], { answers: nothing });
    expect([ending, stdout]).toEqual([0, 'There is no decision about t23, so there is nothing to forget.\n']);
  });

  it('refuses a scope that there is not', async () => {
    expect(await called(['consumers', 'allow', 'bot', '--scope', 'once'], { answers })).toMatchObject({
      ending: 2,
      calls: [],
    });
  });

  it.each([
    [['allow', 'bot'], true],
    [['forget', 'bot'], true],
    [['policy', 'notify'], true],
    [['policy', 'ask'], false],
    [['block', 'bot'], false],
    [['list'], false],
  ])(
    'says that a window may wait for the person, and waits for it, where the app may ask: %j',
    async (words, isTold) => {
      const clock = new FakeClock();
      const late = Object.fromEntries(
        Object.entries(answers).map(([name, answer]) => [
          name,
          async (params: never) => {
            await clock.advance(2_000);
            return answer(params, undefined);
          },
        ]),
      );
      const throughApp = await called(['consumers', ...words], { answers: late, link: {} as BrokerLink, clock });
      expect(throughApp.stderr.includes('If the app has a question, answer it in its window.\n')).toBe(isTold);
      expect(throughApp.settings?.timeoutMs.value).toBe(words[0] === 'list' || words[0] === 'block' ? 30_000 : 90_000);
      for (const world of [{ answers }, { answers, link: {} as BrokerLink }])
        expect((await called(['consumers', ...words], world)).stderr).not.toContain('in its window');
    },
  );
});
