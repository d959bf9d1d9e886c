// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ReplacedCopyNote } from '../../../renderer/view/replaced-copy-note';
import { renderView } from '../../support/renderer/render-view';

const WORDS = { message: 'Version 2.0.0 was installed.', remedy: 'Restart it.' };
const REPLACED = { snapshot: { replacedCopy: { ...WORDS, canRestart: true } } };

it('is absent while the program is the one on the disk', async () => {
  expect((await renderView(<ReplacedCopyNote />)).html()).toBe('');
});

it('reports it, and restarts by a press', async () => {
  const view = await renderView(<ReplacedCopyNote />, REPLACED);
  expect(view.text()).toBe('Version 2.0.0 was installed. Restart it. Restart now…');
  await view.press('Restart now…');
  expect(view.calls()).toEqual([['restartApp', { losesWork: false }]]);
});

it('has no button where there is nothing to start', async () => {
  const view = await renderView(<ReplacedCopyNote />, {
    snapshot: { replacedCopy: { ...WORDS, canRestart: false } },
  });
  expect(view.names('button')).toEqual([]);
});

it('says why it could not', async () => {
  const view = await renderView(<ReplacedCopyNote />, REPLACED);
  view.fake.failNext('restartApp', 'INVALID_INPUT');
  await view.press('Restart now…');
  expect(view.names('alert')[0]).toContain('This input is not usable.');
});
