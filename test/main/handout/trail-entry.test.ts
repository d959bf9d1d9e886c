import { expect, it } from 'vitest';
import { VIAS } from '../../../main/handout/trail-entry';

it('the ways have stored names: they never change', () => {
  expect(VIAS).toEqual(['window', 'clipboard', 'export', 'socket', 'command-line']);
});
