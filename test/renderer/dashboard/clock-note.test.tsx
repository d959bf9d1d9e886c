// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ClockNote } from '../../../renderer/dashboard/clock-note';
import { makeProfile } from '../../support/make-snapshot';
import { renderProfileView, VIEW_NOW_MS } from '../../support/renderer/render-view';

it('says by how much the clock is wrong, what still works, and what to do', async () => {
  const view = await renderProfileView(ClockNote, makeProfile(VIEW_NOW_MS, { clockBehindMs: 86_400_000 }));
  expect(view.text()).toMatch(/^This computer’s clock is 1 day behind\. This app uses Axiom’s time instead\./);
  expect(view.text()).toContain('Correct the date and time in the settings of this computer');
});

it('is absent while the clock is right', async () => {
  const view = await renderProfileView(ClockNote, makeProfile(VIEW_NOW_MS));
  expect(view.html()).toBe('');
});
