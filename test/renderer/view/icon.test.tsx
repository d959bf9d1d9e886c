// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { Icon, type IconName } from '../../../renderer/view/icon';
import { mountView } from '../../support/renderer/render-view';

const NAMES: readonly IconName[] = ['window', 'mail', 'tokens', 'play', 'pause', 'plus', 'settings', 'back', 'chevron'];

it('draws another picture for each name', async () => {
  const view = await mountView(NAMES.map((name) => <Icon key={name} name={name} />));
  const drawn = [...view.place.querySelectorAll('path')].map((path) => path.getAttribute('d') ?? '');
  expect(new Set(drawn).size).toBe(NAMES.length);
  expect(drawn.every((path) => path.startsWith('M'))).toBe(true);
});

it('adds nothing to the name of its button, and has the colour of its text', async () => {
  const view = await mountView(
    <button type="button">
      <Icon name="back" />
      Back
    </button>,
  );
  expect(view.names('button')).toEqual(['Back']);
  expect(view.place.querySelector('path')?.getAttribute('stroke')).toBe('currentColor');
});
