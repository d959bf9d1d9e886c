// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { expect, it } from 'vitest';
import { PageFrame } from '../../../renderer/view/page-frame';
import { renderView } from '../../support/renderer/render-view';

/** A page with two buttons; each removes the first one. */
function Notes() {
  const [gone, setGone] = useState('');
  return (
    <PageFrame title="Notes">
      {['one', 'other'].map((name) =>
        name === gone ? null : (
          <button key={name} type="button" onClick={() => setGone('one')}>
            {name}
          </button>
        ),
      )}
    </PageFrame>
  );
}

async function openNotes(focused: string) {
  const view = await renderView(<Notes />, { page: 'settings', isAutomatic: true });
  view.find('button', focused).focus();
  return view;
}

it('moves the focus to the heading when its button disappears', async () => {
  const view = await openNotes('one');
  await view.press('one');
  expect(document.activeElement).toBe(view.find('heading'));
});

it('does not move it when another button disappears', async () => {
  const view = await openNotes('other');
  await view.press('other');
  expect(view.names('button')).toEqual(expect.not.arrayContaining(['one']));
  expect(view.focused()).toBe('other');
});
