import { describe, expect, it } from 'vitest';
import {
  createRefusalNotice,
  hostInWords,
  type Refusal,
} from '../../../../../main/desktop/shell/sign-in/refused-navigation';
import { settle } from '../../../../support/fakes/clock/fake-clock';

function setUp() {
  const shown: string[] = [];
  let close: (error?: Error) => void = () => undefined;
  const tell = createRefusalNotice('axiom.trade', (message, detail) => {
    shown.push(`${message} ${detail}`);
    return new Promise<void>((resolve, reject) => {
      close = (error) => (error ? reject(error) : resolve());
    });
  });
  const page = (host: string) => tell({ kind: 'page', url: `https://${host}/path` });
  return { shown, tell, page, close: (error?: Error) => close(error) };
}

describe('the notice', () => {
  it.each<[Refusal, string]>([
    [
      { kind: 'page', url: 'https://login.example/?secret=1' },
      'This page wanted to open login.example. The sign-in window opens only axiom.trade and the providers that it signs in with, so nothing was opened. Sign in another way, or close the window.',
    ],
    [
      { kind: 'second-window' },
      'This page wanted to open a second window. One is open already. Use that one, or close it first.',
    ],
    [
      { kind: 'foreign-tokens' },
      'The tokens in this page were not set by the servers of axiom.trade. They are not taken, because anybody could have made them. If you have just signed in here, close this window and sign in with e-mail and password, and please report it.',
    ],
  ])('of %j says what was refused, why, and what to do', (refusal, words) => {
    const { shown, tell } = setUp();
    tell(refusal);
    expect(shown).toEqual([words]);
  });

  it.each([undefined, new Error('no window')])(
    'reports each host once, one at a time, also when showing fails: %s',
    async (error) => {
      const { shown, page, close } = setUp();
      for (const host of ['a.example', 'b.example', 'a.example']) page(host);
      expect(shown).toHaveLength(1);
      close(error);
      await settle();
      page('a.example');
      expect(shown).toHaveLength(1);
      page('b.example');
      expect(shown).toHaveLength(2);
    },
  );

  it('stops after three, and the third says so', async () => {
    const { shown, page, close } = setUp();
    for (let number = 0; number < 9; number++) {
      page(`${number}.example`);
      close();
      await settle();
    }
    expect(shown.map((words) => words.endsWith('refused without a message.'))).toEqual([false, false, true]);
  });
});

it.each([
  ['https://login.example:8443/a?b#c', 'login.example:8443'],
  ['https://axiom.trade@evil.example/', 'evil.example'],
  ['https://a@b@evil.example', 'evil.example'],
  ['mailto:help@example.com', 'a "mailto:" address'],
  ['data:text/html,<b>', 'a "data:" address'],
  ['file:///etc/passwd', 'a "file:" address'],
  ['', 'a "" address'],
])('the host of %s is %s', (url, words) => {
  expect(hostInWords(url)).toBe(words);
});
