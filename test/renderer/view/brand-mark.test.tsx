// @vitest-environment happy-dom
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BrandMark } from '../../../renderer/view/brand-mark';
import { accessibleName } from '../../support/renderer/find-by-role';
import { mountView } from '../../support/renderer/render-view';

it('is hidden from screen readers, also beside a name', async () => {
  const view = await mountView(
    <h1>
      <BrandMark /> Axiom Token Manager
    </h1>,
  );
  expect(accessibleName(view.find('heading'))).toBe('Axiom Token Manager');
  expect(view.place.querySelector('.brand-mark')?.getAttribute('aria-hidden')).toBe('true');
  expect(view.place.querySelector('.brand-mark')?.children).toHaveLength(0);
});

it('is the drawing that the icons are made of, and no other', async () => {
  const folder = join(import.meta.dirname, '../../../renderer/style');
  const [, drawing] =
    /\.brand-mark \{[^}]*url\("([^"]+)"\)/.exec(await readFile(join(folder, 'ring.css'), 'utf8')) ?? [];
  expect(join(folder, drawing ?? '')).toBe(join(import.meta.dirname, '../../../build/icons/source/app.svg'));
});
