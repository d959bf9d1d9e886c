import { expect, it } from 'vitest';
import { driveNotAnswering } from '../../../../main/core/storage/file-deadline';

it.each([
  [undefined, 'It is tried again automatically, and tokens in memory are still refreshed.'],
  ['Nothing was changed.', 'Nothing was changed.'],
])('a drive that does not answer is named by the file on it, with what that means: %#', (next, said) => {
  expect(driveNotAnswering('/mnt/tokens.json', next)).toMatchObject({
    code: 'TIMEOUT',
    message: 'The disk or network drive of /mnt/tokens.json does not answer.',
    remedy: `Check the drive and its connection. ${said}`,
  });
});
