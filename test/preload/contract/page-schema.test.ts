import { expect, it } from 'vitest';
import { pageSchema } from '../../../preload/contract/page-schema';

it.each([
  ['dashboard', true],
  ['browser', true],
  ['password', false],
  ['https://axiom.example', false],
  [undefined, false],
])('main may ask for the page %j: %s', (page, isPage) => {
  expect(pageSchema.safeParse(page).success).toBe(isPage);
});
