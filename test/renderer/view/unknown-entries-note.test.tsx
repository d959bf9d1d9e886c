// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { UnknownEntriesNote } from '../../../renderer/view/unknown-entries-note';
import { renderView } from '../../support/renderer/render-view';

it('is absent when every entry is understood', async () => {
  const view = await renderView(<UnknownEntriesNote />);
  expect(view.html()).toBe('');
});

it('names each entry and its problem', async () => {
  const unknownEntries = [{ name: 'vault', reason: 'newer-version' }, { reason: 'unreadable' }] as const;
  const view = await renderView(<UnknownEntriesNote />, { snapshot: { unknownEntries: [...unknownEntries] } });
  expect(view.text()).toContain(
    'vault: made by a newer version. Without a name: this entry cannot be read. They stay as they are.',
  );
});

it('uses the singular for one entry', async () => {
  const unknownEntries: [{ name: string; reason: 'newer-version' }] = [{ name: 'vault', reason: 'newer-version' }];
  const view = await renderView(<UnknownEntriesNote />, { snapshot: { unknownEntries } });
  expect(view.text()).toContain('vault: made by a newer version. It stays as it is.');
});
