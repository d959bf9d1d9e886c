// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { RevealButton } from '../../../renderer/dashboard/reveal-button';
import { mountView } from '../../support/renderer/render-view';

const SPACE = { key: ' ', bubbles: true, cancelable: true };
const pointer = (button: number) => new PointerEvent('pointerdown', { button, bubbles: true });

async function openButton(isShown = false) {
  const moves: string[] = [];
  const view = await mountView(
    <RevealButton press={() => moves.push('press')} release={() => moves.push('release')} isShown={isShown} />,
  );
  return { view, moves, button: view.find('button', 'Hold to reveal') };
}

it.each([
  ['the main button of a mouse', () => pointer(0), ['press']],
  ['the right button of a mouse', () => pointer(2), []],
  ['Space', () => new KeyboardEvent('keydown', SPACE), ['press']],
  ['Enter', () => new KeyboardEvent('keydown', { ...SPACE, key: 'Enter' }), ['press']],
  ['a letter', () => new KeyboardEvent('keydown', { ...SPACE, key: 'a' }), []],
  ['a key that repeats because it is held', () => new KeyboardEvent('keydown', { ...SPACE, repeat: true }), []],
  ['Space let go', () => new KeyboardEvent('keyup', SPACE), ['release']],
  ['Enter let go', () => new KeyboardEvent('keyup', { ...SPACE, key: 'Enter' }), ['release']],
  ['a letter let go', () => new KeyboardEvent('keyup', { ...SPACE, key: 'a' }), []],
  ['the focus that goes away', () => new FocusEvent('blur'), ['release']],
])('on %s', async (_words, makeEvent, expected) => {
  const { view, moves, button } = await openButton();
  await view.send(button, makeEvent());
  expect(moves).toEqual(expected);
});

it.each([
  ['a held Space does not scroll the page', new KeyboardEvent('keydown', { ...SPACE, repeat: true }), false],
  ['a long press of a finger opens no menu', new MouseEvent('contextmenu', { bubbles: true, cancelable: true }), false],
  ['Space let go is no click', new KeyboardEvent('keyup', SPACE), false],
  ['Tab leads on', new KeyboardEvent('keydown', { ...SPACE, key: 'Tab' }), true],
])('%s', async (_words, event, isDefaultKept) => {
  const { view, button } = await openButton();
  expect(await view.send(button, event)).toBe(isDefaultKept);
});

it('says how it is used', async () => {
  const { view, button } = await openButton();
  expect(view.description(button)).toBe('Shows the access token as long as you hold it');
});

it.each([
  [true, 'button plain held'],
  [false, 'button plain'],
])('looks held only while the token is shown: %s', async (isShown, look) => {
  const { button } = await openButton(isShown);
  expect(button.className.trim()).toBe(look);
});
