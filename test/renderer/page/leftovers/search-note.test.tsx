// @vitest-environment happy-dom
import { createRef, render } from 'preact';
import { expect, it } from 'vitest';
import { beginSearch, type SearchState } from '../../../../renderer/model/search-model';
import { SearchNote } from '../../../../renderer/page/leftovers/search-note';
import { actAndSettle, mountView } from '../../../support/renderer/render-view';

async function openNote(first: Partial<SearchState> = {}) {
  let cancels = 0;
  const place = createRef<HTMLDivElement>();
  const note = (change: Partial<SearchState>) => (
    <SearchNote
      state={{ ...beginSearch('/home/you'), ...change }}
      place={place}
      onCancel={() => {
        cancels += 1;
      }}
    />
  );
  const view = await mountView(note(first));
  return {
    view,
    place,
    cancels: () => cancels,
    show: (change: Partial<SearchState>) => actAndSettle(() => render(note(change), view.place)),
  };
}

it('says where it looks and how far it is, with a button that cancels', async () => {
  const { view, cancels } = await openNote({ folderCount: 1240, fileCount: 12 });
  expect(view.text()).toBe('Looking in /home/you… Looked at 1,240 folders, read 12 files. No tokens found yet. Cancel');
  await view.press('Cancel');
  expect(cancels()).toBe(1);
});

it('is not a live region: it changes four times a second', async () => {
  const { view } = await openNote();
  expect([view.names('alert'), view.names('status'), view.html().includes('aria-live')]).toEqual([[], [], false]);
});

it('shows the result afterwards, without the button', async () => {
  const { view, show } = await openNote();
  await show({ phase: 'done', folderCount: 3, fileCount: 1, unseenCount: 2 });
  expect(view.text()).toBe(
    'No tokens were found. Looked at 3 folders in /home/you, and read 1 file. 2 folders or files were not looked at: they are too deep in the folders, are too large, or could not be read.',
  );
  expect(view.names('button')).toEqual([]);
});

it('takes the focus of the button that disappears', async () => {
  const { view, place, show } = await openNote();
  view.find('button', 'Cancel').focus();
  await show({ phase: 'done' });
  expect(document.activeElement).toBe(place.current);
});

it('leaves the focus where the person has it', async () => {
  const { show } = await openNote();
  const other = document.body.appendChild(document.createElement('button'));
  other.focus();
  await show({ phase: 'done' });
  expect(document.activeElement).toBe(other);
  other.remove();
});
