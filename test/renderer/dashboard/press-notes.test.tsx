// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { PressNotes, type PressNotesProps } from '../../../renderer/dashboard/press-notes';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { renderView, VIEW_NOW_MS } from '../../support/renderer/render-view';

const openNotes = (change: Partial<PressNotesProps> = {}) =>
  renderView(
    <PressNotes reveal={{ kind: 'hidden' }} clearsAtMs={undefined} result={undefined} failures={[]} {...change} />,
  );

it('is empty when the presses left nothing', async () => {
  const view = await openNotes({ failures: [undefined, undefined] });
  expect(view.html()).toBe('');
});

it('shows the result of a press for a while', async () => {
  const view = await openNotes({ result: { words: 'Refreshed at 12:00:00.', atMs: VIEW_NOW_MS } });
  expect(view.text()).toBe('Refreshed at 12:00:00.');
  await view.advance(16_000);
  expect(view.text()).toBe('');
});

it('counts down how long the copy stays, and disappears with it', async () => {
  const view = await openNotes({ clearsAtMs: VIEW_NOW_MS + 3000 });
  expect(view.text()).toBe('Copied. Cleared from the clipboard in 3 s');
  await view.advance(2000);
  expect(view.text()).toBe('Copied. Cleared from the clipboard in 1 s');
  await view.advance(1000);
  expect(view.text()).toBe('');
});

it.each([
  ['the first of several', [undefined, makeFailure('NETWORK'), makeFailure('TIMEOUT')], 'hidden', 'cannot be reached'],
  ['that of a press before that of the hold', [makeFailure('NETWORK')], 'failed', 'cannot be reached'],
  ['that of the hold', [undefined], 'failed', 'asks to wait'],
] as const)('says one failure at once: %s', async (_words, failures, kind, words) => {
  const reveal = kind === 'failed' ? { kind, failure: makeFailure('RATE_LIMITED') } : { kind };
  const view = await openNotes({ failures, reveal });
  expect(view.names('alert')).toHaveLength(1);
  expect(view.names('alert')[0]).toContain(words);
});
