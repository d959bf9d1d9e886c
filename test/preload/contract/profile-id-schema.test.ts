import { expect, it } from 'vitest';
import { profileIdSchema } from '../../../preload/contract/profile-id-schema';

it.each([
  ['default', true],
  ['bot-2', true],
  ['a'.repeat(40), true],
  ['a'.repeat(41), false],
  ['', false],
  ['Main', false],
  ['../x', false],
  ['main\n', false],
])('%j is a profile id: %s', (text, isId) => {
  expect(profileIdSchema.safeParse(text).success).toBe(isId);
});
