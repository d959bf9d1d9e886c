import { describe, expect, it } from 'vitest';
import { createFirstUse, firstUseWords } from '../../../../../main/desktop/shell/messages/first-use';
import type { DesktopNote } from '../../../../../main/desktop/shell/messages/sign-in-reminder';
import { settle } from '../../../../support/fakes/clock/fake-clock';
import type { FirstUse } from '../../../../../main/handout/consent';

const USE: FirstUse = {
  profileId: 'default',
  consumer: {
    kind: 'program',
    programId: 'bot',
    sessionId: 'tty 3',
    name: 'python3 running bot.py in ~/bots',
    script: '/home/you/bots/bot.py',
  },
};

/** The desktop's notifications, and their results. */
function desktop(failure?: Error) {
  const shown = new Map<string, DesktopNote>();
  const done: unknown[] = [];
  const teller = createFirstUse({
    notifier: { show: (key, note) => void shown.set(key, note) },
    nameOf: (id) => (id === 'default' ? 'main' : undefined),
    showPrograms: (id) => void done.push(['programs', id]),
    block: async (use) => {
      done.push(['block', use]);
      if (failure) throw failure;
    },
    describeFailure: () => ({ message: 'The disk is full.', remedy: 'Make room.' }),
  });
  return { shown, done, teller };
}

describe('the first token of a program', () => {
  it('is reported with its name and the account, and leads to its programs', async () => {
    const { shown, done, teller } = desktop();
    teller.notify(USE);
    const [note] = shown.values();
    expect(note?.title).toBe('main: “bot.py” got an access token');
    expect(note?.body).toBe(
      'python3 running bot.py in ~/bots. It had none before. Under “Programs” you can block it, or be asked first.',
    );
    note?.onClick();
    expect(note?.action?.label).toBe('Block');
    note?.action?.onPress();
    await settle();
    expect(done).toEqual([
      ['programs', 'default'],
      ['block', USE],
    ]);
    const [after, ...more] = shown.values();
    expect(after).toMatchObject({
      title: 'main: “bot.py” is blocked',
      body: 'A token that it already has works until it expires.',
    });
    expect([after?.action, more]).toEqual([undefined, []]);
  });

  it('reports it if the program could not be blocked', async () => {
    const { shown, teller } = desktop(new Error('no'));
    teller.notify(USE);
    [...shown.values()][0]?.action?.onPress();
    await settle();
    const [after] = shown.values();
    expect([after?.title, after?.body]).toEqual([
      'main: “bot.py” could not be blocked',
      'The disk is full. Make room.',
    ]);
  });

  it('is reported for each program separately, and not for a removed account', () => {
    const { shown, teller } = desktop();
    teller.notify(USE);
    teller.notify({ ...USE, consumer: { ...USE.consumer, programId: 'watcher' } });
    teller.notify({ ...USE, profileId: 'gone' });
    expect(shown.size).toBe(2);
  });

  it.each<[what: string, change: Partial<FirstUse>, said: string]>([
    ['what it wants it for', { reason: 'daily report' }, 'It says: “daily report”.'],
    ['why it is reported again', { why: 'Its file has changed.' }, 'Its file has changed.'],
    ['what comes via ssh', { consumer: { ...USE.consumer, isForwarded: true } }, 'It had none before.'],
  ])('says %s', (_what, change, said) => {
    expect(firstUseWords({ ...USE, ...change }, 'main').body).toContain(said);
  });

  it('removes formatting, links and line breaks from a name', () => {
    const name = '<a href="https://example.com">Axiom</a>\nPress here';
    const { title, body } = firstUseWords(
      { ...USE, reason: '<b>x</b>', consumer: { ...USE.consumer, name, script: `/x/${name}` } },
      '<i>main</i>',
    );
    expect(`${title}${body}`).not.toMatch(/[<>\n]/);
  });
});
