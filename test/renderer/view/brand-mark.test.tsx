// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { BrandMark } from '../../../renderer/view/brand-mark';
import { accessibleName } from '../../support/renderer/find-by-role';
import { mountView } from '../../support/renderer/render-view';

it('is for the eye only, also beside a name', async () => {
  const view = await mountView(
    <h1>
      <BrandMark /> Axiom Token Manager
    </h1>,
  );
  expect(accessibleName(view.find('heading'))).toBe('Axiom Token Manager');
  expect(view.place.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
});

it('shows a ring that has run down in part: the rest lies on a whole track', async () => {
  const view = await mountView(<BrandMark />);
  const track = view.place.querySelector('circle.brand-mark-track');
  const left = view.place.querySelector('path.brand-mark-left');
  expect(left?.getAttribute('d')).toContain(`A${track?.getAttribute('r')} `);
});
