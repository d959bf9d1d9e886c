// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { NOT_LIVE_MS, type PromptView } from '../../../preload/contract/prompt-view';
import { ConsentPage } from '../../../renderer/consent/consent-page';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { mountView } from '../../support/renderer/render-view';

const VIEW: PromptView = {
  question: 1,
  title: '“bot.py” asks for a token of “main”',
  gets: 'An access token, valid for 12 minutes',
  meaning: 'It can act in your place.',
  isGrave: false,
  facts: [
    { name: 'Program', value: '<b>python3</b> running bot.py' },
    { name: 'Started by', value: 'bash' },
  ],
  leftMs: 60_000,
  allow: [
    { answer: 'once', label: 'Allow once' },
    { answer: 'always', label: 'Always for this program' },
  ],
  refuse: [
    { answer: 'not-now', label: 'Not now' },
    { answer: 'block', label: 'Block' },
  ],
};

/** The page, its clock, and its answers. */
async function openPage() {
  const clock = new FakeClock();
  const answers: unknown[][] = [];
  const page = (view: PromptView) => (
    <ConsentPage view={view} onAnswer={(...all) => void answers.push(all)} time={clock} />
  );
  const hand = await mountView(page(VIEW));
  const pass = (ms: number) => act(() => clock.advance(ms));
  return {
    ...hand,
    answers,
    pass,
    show: (view: PromptView) => act(() => render(page(view), hand.place)),
    keyOn: (key: string, more: KeyboardEventInit = {}) =>
      hand.send(
        document.activeElement ?? hand.place,
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
      ),
  };
}

describe('the page of the prompt', () => {
  it('shows who asks and for what as text, whatever the names are', async () => {
    const { text, place, pass } = await openPage();
    expect(text()).toContain('<b>python3</b> running bot.py');
    expect(place.querySelector('b')).toBeNull();
    expect(text()).toContain('Closes in 60 s');
    await pass(1_000);
    expect(text()).toContain('Closes in 59 s');
    await pass(70_000);
    expect(text()).toContain('Closes in 0 s');
  });

  it('has the focus on "Not now", and its buttons work after half a second', async () => {
    const { focused, press, answers, pass, isStill } = await openPage();
    expect(focused()).toBe('Not now');
    await press('Always for this program');
    expect(isStill('Always for this program')).toBe(true);
    await pass(NOT_LIVE_MS);
    expect(answers).toEqual([]);
    await press('Always for this program');
    expect(answers).toEqual([[1, 'always']]);
  });

  it('uses Escape as "Not now"', async () => {
    const { keyOn, answers, pass } = await openPage();
    await pass(NOT_LIVE_MS);
    await keyOn('Escape');
    expect(answers).toEqual([[1, 'not-now']]);
  });

  it('ignores keys typed for another window, as long as they come', async () => {
    const { keyOn, answers, pass, press } = await openPage();
    for (const key of ['y', 'e', 's', 'Tab', 'Enter', 'Escape', ' ']) {
      await pass(NOT_LIVE_MS - 1);
      expect(await keyOn(key)).toBe(false);
    }
    await press('Block');
    expect(answers).toEqual([]);
    await pass(NOT_LIVE_MS);
    await press('Block');
    expect(answers).toEqual([[1, 'block']]);
  });

  it('passes modifiers at once, and a key that is held down decides nothing', async () => {
    const { keyOn, answers, pass } = await openPage();
    expect(await keyOn('Alt')).toBe(true);
    await pass(NOT_LIVE_MS);
    expect(await keyOn('Tab', { repeat: true })).toBe(true);
    expect(await keyOn('Enter', { repeat: true })).toBe(false);
    await keyOn('Escape', { repeat: true });
    expect(answers).toEqual([]);
    expect(await keyOn('Enter')).toBe(true);
  });

  it('starts again with the next question, and keeps the focus while only the count changes', async () => {
    const { find, focused, show, pass, press, answers, text } = await openPage();
    await pass(NOT_LIVE_MS);
    find('button', 'Allow once').focus();
    await show({ ...VIEW, waiting: '3 requests of this program wait for your answer.', leftMs: 40_000 });
    expect(focused()).toBe('Allow once');
    expect(text()).toContain('3 requests');
    expect(text()).toContain('Closes in 40 s');
    await show({ ...VIEW, question: 2, title: '“watcher” asks for a token of “main”' });
    expect(focused()).toBe('Not now');
    await press('Allow once');
    expect(answers).toEqual([]);
    await pass(NOT_LIVE_MS);
    await press('Allow once');
    expect(answers).toEqual([[2, 'once']]);
  });

  it('shows the refresh token as what it is', async () => {
    const { show, place, find } = await openPage();
    await show({ ...VIEW, question: 3, isGrave: true, gets: 'The refresh token' });
    expect(place.querySelector('.grave')?.textContent).toContain('The refresh token');
    expect(find('button', 'Allow once').className).toContain('danger');
  });
});
