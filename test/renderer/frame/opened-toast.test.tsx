// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { OpenedToast } from '../../../renderer/frame/opened-toast';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { renderView, type ViewSetting } from '../../support/renderer/render-view';

const OFFERED = { fileName: 'moving.axiombackup' };

async function openToast(opened: ViewSetting['opened'], page: ViewSetting['page'] = 'back-up') {
  const [take, close] = [vi.fn(async () => undefined), vi.fn()];
  const view = await renderView(<OpenedToast />, { page, opened: { ...opened, take, close } });
  return { view, take, close };
}

it('is absent until something was opened', async () => {
  const { view } = await openToast({});
  expect([view.html(), view.said]).toEqual(['', []]);
});

it.each([
  ['back-up', 'This page stays as it is until you go on to the restore.', 'Restore it…'],
  ['restore', 'The backup of this page stays until you open the other one.', 'Open it instead'],
] as const)('on the page "%s" offers a backup, says what stays, and says it once', async (page, words, button) => {
  const { view, take, close } = await openToast({ offered: OFFERED }, page);
  expect(view.text()).toContain(`moving.axiombackup was opened. ${words}`);
  expect([view.said, view.names('alert')]).toEqual([[`moving.axiombackup was opened. ${words}`], []]);
  await view.press(button);
  expect([take.mock.calls.length, close.mock.calls.length]).toEqual([1, 0]);
  await view.press('Close');
  expect(close).toHaveBeenCalledOnce();
});

it('says what was wrong as an alert, with nothing to press but "Close"', async () => {
  const { view, close } = await openToast({ failure: makeFailure('BACKUP_CORRUPT') });
  expect([view.names('alert').length, view.names('button'), view.said]).toEqual([1, ['Close'], []]);
  await view.press('Close');
  expect(close).toHaveBeenCalledOnce();
});

it('offers a backup once more that could not be taken', async () => {
  const { view, take } = await openToast({ offered: OFFERED, failure: makeFailure('INVALID_INPUT') });
  expect(view.names('alert')).toHaveLength(1);
  await view.press('Restore it…');
  expect(take).toHaveBeenCalledOnce();
});
