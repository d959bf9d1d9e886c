import { expect, it } from 'vitest';
import { shownPath } from '../../../../main/core/leftovers/shown-path';
import { A } from '../../../support/read-paste';

it.each([
  ['/home/you/bots/.env', '/home/you/bots/.env'],
  ['/home/jürgen/Börse/.env', '/home/jürgen/Börse/.env'],
  ['/x\n\nmain keeps them.\u202Egpj/.env', '/x\uFFFD\uFFFDmain keeps them.\uFFFDgpj/.env'],
  [`/home/you/.axiom_tokens_${A}`, '/home/you/.axiom_tokens_…'],
  [`/home/you/${A.slice(0, 30)}`, '/home/you/…'],
])('%j is shown as %j', (path, shown) => {
  expect(shownPath(path)).toBe(shown);
});
