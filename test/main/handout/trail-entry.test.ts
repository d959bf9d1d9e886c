import { expect, it } from 'vitest';
import { VIAS } from '../../../main/handout/trail-entry';

it('the ways have names that are stored: they never change', () => {
  expect(VIAS).toEqual(['window', 'clipboard', 'export', 'socket', 'command-line']);
});
