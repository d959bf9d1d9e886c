import { expect, it } from 'vitest';
import { leavesPage } from '../../../../main/desktop/ipc/leaves-page';

it.each([
  ['the page itself', { isMainFrame: true, isSameDocument: false }, true],
  ['a part of the page', { isMainFrame: true, isSameDocument: true }, false],
  ['a frame in the page', { isMainFrame: false, isSameDocument: false }, false],
])('tells of %s, in the event and, as Electron 22 passes it, in the arguments', (_what, values, leaves) => {
  expect(leavesPage(values)).toBe(leaves);
  expect(leavesPage({}, 'app://bundle/', values.isSameDocument, values.isMainFrame)).toBe(leaves);
});

it('prefers the event if the arguments differ', () => {
  expect(leavesPage({ isMainFrame: true, isSameDocument: false }, '', true, false)).toBe(true);
  expect(leavesPage({ isMainFrame: false, isSameDocument: true }, '', false, true)).toBe(false);
});
