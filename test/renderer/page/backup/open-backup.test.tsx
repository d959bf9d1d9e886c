// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { ErrorCode } from '../../../../main/core/base/errors';
import { OpenBackup } from '../../../../renderer/page/backup/open-backup';
import { makePreview } from '../../../support/make-snapshot';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

async function openStep(setting: ViewSetting = {}, isChoosing = false) {
  const preview = makePreview(VIEW_NOW_MS);
  const heard: string[] = [];
  const typed: boolean[] = [];
  const view = await renderView(
    <OpenBackup
      chosen={preview}
      isChoosing={isChoosing}
      onOpened={({ profiles }) => heard.push(`opened ${profiles.length}`)}
      onTyped={(isTyped) => typed.push(isTyped)}
      onChoose={() => heard.push('choose')}
      onLeave={() => heard.push('leave')}
    />,
    { page: 'restore', preview, ...setting },
  );
  return { view, heard, typed };
}

it('passes on the contents, and offers to leave', async () => {
  const { view, heard } = await openStep();
  await view.type('Passphrase', 'a good passphrase');
  await view.submit();
  await view.press('Choose another file…');
  await view.press('Back');
  expect(heard).toEqual(['opened 4', 'choose', 'leave']);
});

it.each<[ErrorCode, number]>([
  ['INVALID_INPUT', 1],
  ['CANCELLED', 0],
])('keeps what was typed when the call fails with %s', async (code, alerts) => {
  const { view, heard } = await openStep();
  view.fake.failNext('openBackup', code);
  await view.type('Passphrase', 'a good passphrase');
  await view.submit();
  expect([view.names('alert').length, view.field('Passphrase').value, heard]).toEqual([
    alerts,
    'a good passphrase',
    [],
  ]);
});

it('says that it is under way, and opens it once', async () => {
  const { view } = await openStep({ unanswered: ['openBackup'] });
  await view.type('Passphrase', 'a good passphrase');
  await view.submit();
  expect(view.isStill('Opening…')).toBe(true);
  await view.submit();
  expect(view.calls()).toHaveLength(1);
});

it('chooses one file at a time', async () => {
  const { view, heard } = await openStep({}, true);
  await view.press('Choosing…');
  expect(heard).toEqual([]);
});

it('reports whether its field contains text', async () => {
  const { view, typed } = await openStep();
  await view.type('Passphrase', 'a');
  await view.type('Passphrase', '');
  expect(typed).toEqual([true, false]);
});
