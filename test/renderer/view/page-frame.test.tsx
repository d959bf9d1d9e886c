// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { PageFrame } from '../../../renderer/view/page-frame';
import { makeEmptyProfile } from '../../support/make-snapshot';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../support/renderer/render-view';

const SETTINGS: ViewSetting = { page: 'settings' };
const plain = (
  <PageFrame title="Settings" under="Rarely needed.">
    <input aria-label="A field" />
  </PageFrame>
);
const withFirst = (
  <PageFrame title="Settings">
    <input aria-label="A field" data-first="" />
  </PageFrame>
);

it('is one main part named by its heading', async () => {
  const view = await renderView(plain, SETTINGS);
  expect(view.names('main')).toEqual(['Settings']);
  expect(view.names('heading')).toEqual(['Settings']);
  expect(view.text()).toContain('Rarely needed.');
});

it('focuses its heading when the person came here', async () => {
  const view = await renderView(plain, SETTINGS);
  expect(document.activeElement).toBe(view.find('heading'));
});

it('focuses the field that is marked as first', async () => {
  const view = await renderView(withFirst, SETTINGS);
  expect(document.activeElement).toBe(view.find('main').querySelector('input'));
});

it.each([
  ['a heading', plain],
  ['a first field', withFirst],
])('leaves the focus alone when the state chose the page, with %s', async (_words, page) => {
  const view = await renderView(page, { ...SETTINGS, isAutomatic: true });
  expect(view.focused()).toBe('');
});

it('leads back to the page above', async () => {
  const view = await renderView(plain, SETTINGS);
  await view.press('Back');
  expect(view.went).toEqual([['back']]);
});

it('leads back to a step of its own when the page has one', async () => {
  const steps: string[] = [];
  const view = await renderView(
    <PageFrame title="The code" onBack={() => steps.push('first step')}>
      {null}
    </PageFrame>,
    { page: 'dashboard' },
  );
  await view.press('Back');
  expect([steps, view.went]).toEqual([['first step'], []]);
});

it.each(['dashboard', 'welcome'] as const)('has no way back on a top page: %s', async (page) => {
  const view = await renderView(plain, { page, profiles: [makeEmptyProfile(VIEW_NOW_MS)] });
  expect(view.names('button')).toEqual([]);
});

it('has no empty parts', async () => {
  const view = await renderView(<PageFrame title="Top">Content</PageFrame>);
  expect(view.text()).toBe('Top Content');
  expect(view.place.querySelector('.page-under')).toBeNull();
});

it('has the mark over the title and the headline beside it', async () => {
  const view = await renderView(
    <PageFrame title="main" above={<i>Mark</i>} beside={<b>Healthy</b>} under="trader@example.com">
      Content
    </PageFrame>,
  );
  expect(view.text()).toBe('Mark main trader@example.com Healthy Content');
});
