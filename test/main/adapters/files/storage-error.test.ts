import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errnoOf, isMissing, toInputError, toStorageError } from '../../../../main/adapters/files/storage-error';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { temporaryFolder } from '../../../support/temporary-folder';

const PATH = '/home/jo/tokens.json';
const thrown = (errno: string) => Object.assign(new Error(`${errno}: of the system`), { code: errno });

describe('what the file system throws', () => {
  it.each([
    ['ENOSPC', 'STORAGE_FULL'],
    ['EDQUOT', 'STORAGE_FULL'],
    ['EFBIG', 'STORAGE_FULL'],
    ['EACCES', 'STORAGE_DENIED'],
    ['EPERM', 'STORAGE_DENIED'],
    ['EROFS', 'STORAGE_DENIED'],
    ['ENAMETOOLONG', 'STORAGE_UNAVAILABLE'],
    ['ELOOP', 'STORAGE_DENIED'],
    ['ENOENT', 'STORAGE_UNAVAILABLE'],
    ['ENOTDIR', 'STORAGE_UNAVAILABLE'],
    ['EIO', 'STORAGE_UNAVAILABLE'],
    ['EBUSY', 'STORAGE_UNAVAILABLE'],
    ['EMFILE', 'STORAGE_UNAVAILABLE'],
  ])('as %s is %s, which names the path and keeps the cause for the log', (errno, code) => {
    const cause = thrown(errno);
    for (const deed of ['read', 'write', 'remove', 'open'] as const) {
      const error = toStorageError(cause, PATH, deed);
      expect(error).toMatchObject({ code, cause, message: expect.stringContaining(PATH) });
    }
  });

  it.each([
    ['read', 'EACCES', `This computer does not allow the app to read ${PATH}.`],
    ['write', 'EACCES', `This computer does not allow the app to write ${PATH}.`],
    ['remove', 'EPERM', `This computer does not allow the app to remove ${PATH}.`],
    ['read', 'EIO', `${PATH} could not be read.`],
    ['write', 'EIO', `${PATH} could not be written.`],
    ['read', 'EMFILE', `${PATH} could not be read: too many files are open.`],
    ['remove', 'EIO', `${PATH} could not be removed.`],
    ['write', 'ENOSPC', `There is no space left to write ${PATH}.`],
    ['read', 'ELOOP', `${PATH} is a link that cannot be followed.`],
    ['open', 'ENOENT', `${PATH} could not be opened.`],
    ['write', 'EROFS', `The app is not able to write ${PATH}: its disk is read-only.`],
    ['write', 'ENAMETOOLONG', `The name ${PATH} is too long for its disk.`],
  ] as const)('to %s with %s says: %s', (deed, errno, message) => {
    expect(toStorageError(thrown(errno), PATH, deed).message).toBe(message);
  });

  it.each([
    ['ENOENT', 'Make its folder again'],
    ['ENOTDIR', 'Make its folder again'],
    ['EIO', 'Check the drive'],
    ['ELOOP', 'Use the file that it points to'],
    ['EACCES', 'Change the permissions'],
    // Many of these files are no place of tokens, so another place would not help.
    ['EROFS', 'Make the disk writable, then retry.'],
    ['ENAMETOOLONG', 'Choose a shorter one'],
    ['ENOSPC', 'Free some space'],
  ])('with %s says what to do: %s', (errno, remedy) => {
    expect(toStorageError(thrown(errno), PATH, 'write').remedy).toContain(remedy);
  });

  it('of a file that a person has just chosen, and that is gone, asks for no folder', () => {
    expect(toStorageError(thrown('ENOENT'), PATH, 'open').remedy).toBe(
      'It is missing. Find out where it is now, or connect its drive. Nothing was changed.',
    );
  });

  it('without a code is unavailable', () => {
    for (const odd of [new Error('odd'), 'odd', undefined]) {
      expect(toStorageError(odd, PATH, 'read')).toMatchObject({
        code: 'STORAGE_UNAVAILABLE',
        message: `${PATH} could not be read.`,
      });
    }
  });

  it('is passed through when it is ours already', () => {
    const ours = new AxiomTokenError('SECRET_TOO_LARGE');
    expect(toStorageError(ours, PATH, 'write')).toBe(ours);
  });
});

describe('the code of an error', () => {
  it.each([
    ['a system error', thrown('EIO'), 'EIO'],
    ['an error without one', new Error('odd'), undefined],
    ['an error with a number', Object.assign(new Error('odd'), { code: 5 }), undefined],
    ['an object that is no error', { code: 'EIO' }, undefined],
    ['nothing', undefined, undefined],
  ])('of %s', (_what, error, code) => {
    expect(errnoOf(error)).toBe(code);
  });

  it('means "missing" for a missing file, and for nothing else', async () => {
    const missing: unknown = await readFile(join(await temporaryFolder(), 'none')).catch((error: unknown) => error);
    expect([isMissing(missing), isMissing(thrown('ENOTDIR')), isMissing(new Error('ENOENT'))]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('a file that a person has named to be read once', () => {
  it.each(['ENOENT', 'EACCES', 'EIO'])('is unusable input with %s, in the same words', (errno) => {
    const { message, remedy } = toStorageError(thrown(errno), PATH, 'open');
    expect(toInputError(thrown(errno), PATH)).toMatchObject({ code: 'INVALID_INPUT', message, remedy });
  });

  it('keeps a failure that has its message already', () => {
    const failure = new AxiomTokenError('BACKUP_CORRUPT');
    expect(toInputError(failure, PATH)).toBe(failure);
  });
});
