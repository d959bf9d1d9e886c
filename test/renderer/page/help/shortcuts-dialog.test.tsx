// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { PAGE_KEYS, ShortcutsDialog } from '../../../../renderer/page/help/shortcuts-dialog';
import { makeFailure } from '../../../support/fakes/token-manager-api/fake-token-manager-api';
import { renderView } from '../../../support/renderer/render-view';

async function openDialog() {
  let closed = 0;
  const view = await renderView(<ShortcutsDialog onClose={() => closed++} />);
  return { view, closed: () => closed };
}

it('lists the keys of the menu, from main, and those of the pages', async () => {
  const { view } = await openDialog();
  expect(view.names('region')).toEqual(['Tokens', 'Edit', 'View', 'Window', 'Help', PAGE_KEYS.title]);
  const lines = [...view.place.querySelectorAll('li')].map((line) => [
    line.firstElementChild?.textContent,
    [...line.querySelectorAll('kbd')].map((key) => key.textContent),
  ]);
  expect(lines).toEqual(
    expect.arrayContaining([
      ['Refresh now', ['Ctrl', 'R']],
      ['Keyboard shortcuts', ['F1']],
      ['Go back, or close this overview', ['Esc']],
    ]),
  );
});

it('is over everything, and closes by its button', async () => {
  const { view, closed } = await openDialog();
  expect(view.place.querySelector('dialog')?.open).toBe(true);
  await view.press('Close');
  expect(closed()).toBe(1);
});

it('handles Escape itself, so that the page below stays', async () => {
  const { view, closed } = await openDialog();
  view.find('button', 'Close').focus();
  expect(await view.key('Escape')).toBe(false);
  expect(closed()).toBe(1);
  expect(await view.key('a')).toBe(true);
  expect(closed()).toBe(1);
});

it('says why there are no keys of the menu, and still has those of the pages', async () => {
  const view = await renderView(<ShortcutsDialog onClose={() => undefined} />, { unanswered: ['listShortcuts'] });
  await view.answer('listShortcuts', { ok: false, failure: makeFailure('INTERNAL') });
  expect(view.names('alert')).toHaveLength(1);
  expect(view.names('region')).toEqual([PAGE_KEYS.title]);
});
