import { expect, it } from 'vitest';
import { unknownEntryWords } from '../../../renderer/text/unknown-entry-words';

it.each([
  [{ name: 'vault', reason: 'newer-version' }, 'vault', 'made by a newer version'],
  [{ name: 'vault', reason: 'unreadable' }, 'vault', 'this entry cannot be read'],
  [{ reason: 'unreadable' }, 'Without a name', 'this entry cannot be read'],
] as const)('of %j', (entry, name, line) => {
  expect(unknownEntryWords(entry)).toEqual({ name, line });
});
