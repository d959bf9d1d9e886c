import { expect, it } from 'vitest';
import { toStorageError } from '../../../../main/adapters/files/storage-error';
import { intoNamedFile } from '../../../../main/cli/words/output-file';
import { AxiomTokenError } from '../../../../main/core/base/errors';

const ofSystem = (errno: string) => toStorageError(Object.assign(new Error(errno), { code: errno }), '/x/out', 'write');
const failing = (error: Error) => intoNamedFile(() => Promise.reject(error));

it('gives what was written', async () => {
  expect(await intoNamedFile(async () => 'done')).toBe('done');
});

it.each([
  ['ENOENT', 'INVALID_INPUT', /^Make its folder first, or name another file\./],
  ['EACCES', 'INVALID_INPUT', /^Change the permissions/],
  ['EIO', 'INVALID_INPUT', /^Check the drive/],
  ['ENOSPC', 'STORAGE_FULL', /^Free some space/],
])('what the system says about a named file: %s is %s', async (errno, code, remedy) => {
  await expect(failing(ofSystem(errno))).rejects.toMatchObject({ code, remedy: expect.stringMatching(remedy) });
});

it('leaves every other failure as it is', async () => {
  const failure = new AxiomTokenError('CANCELLED');
  await expect(failing(failure)).rejects.toBe(failure);
});
