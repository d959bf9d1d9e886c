import { expect, it } from 'vitest';
import { createRefusalNotice } from '../../../../../main/desktop/shell/sign-in/refused-navigation';
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
  return { shown, tell, close: (error?: Error) => close(error) };
}

it('says which host was wanted, which are opened, and what to do', () => {
  const { shown, tell } = setUp();
  tell('login.example');
  expect(shown).toEqual([
    'This page wanted to open login.example. The sign-in window opens only axiom.trade and the providers that it signs in with, so nothing was opened. Sign in another way, or close the window.',
  ]);
});

it.each([undefined, new Error('no window')])(
  'tells of each host once, one at a time, also when showing fails: %s',
  async (error) => {
    const { shown, tell, close } = setUp();
    for (const host of ['a.example', 'b.example', 'a.example']) tell(host);
    expect(shown).toHaveLength(1);
    close(error);
    await settle();
    tell('a.example');
    expect(shown).toHaveLength(1);
    tell('b.example');
    expect(shown).toHaveLength(2);
  },
);

it('stops after three', async () => {
  const { shown, tell, close } = setUp();
  for (let number = 0; number < 9; number++) {
    tell(`${number}.example`);
    close();
    await settle();
  }
  expect(shown).toHaveLength(3);
});
