import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { firstLine, givenPassphrases, passphraseIn } from '../../../../main/cli/session/passphrase-file';
import { temporaryFolder } from '../../../support/temporary-folder';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  await writeFile(join(folder, 'named'), 'of the flag\nnot this\n');
});

describe('the passphrases of sealed files', () => {
  it('come from the named file, once for each sealed file', async () => {
    const given = givenPassphrases(join(folder, 'named'), {});
    expect([await given('/a'), await given('/a'), await given('/b')]).toEqual([
      'of the flag',
      undefined,
      'of the flag',
    ]);
  });

  it('come from the credential of the unit, if it has one, and the named file wins', async () => {
    const env = { CREDENTIALS_DIRECTORY: folder };
    expect(await givenPassphrases(undefined, env)('/a')).toBeUndefined();
    await writeFile(join(folder, 'axiom-store'), 'of the unit');
    expect(await givenPassphrases(undefined, env)('/a')).toBe('of the unit');
    expect(await givenPassphrases(join(folder, 'named'), env)('/a')).toBe('of the flag');
  });

  it('come from nowhere else, and not from stdin', async () => {
    expect(await givenPassphrases(undefined, {})('/a')).toBeUndefined();
    expect(await givenPassphrases('-', {})('/a')).toBeUndefined();
  });
});

describe('a file with a passphrase', () => {
  it('is refused where it is missing, a folder, or empty in its first line', async () => {
    await expect(passphraseIn(join(folder, 'missing'))).rejects.toThrow('missing');
    await expect(passphraseIn(folder)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await writeFile(join(folder, 'empty'), '\nsecond');
    await expect(passphraseIn(join(folder, 'empty'))).rejects.toThrow('no passphrase in the first line');
  });

  it('may begin with a mark of its encoding and end its line as Windows does', () => {
    expect(firstLine(Buffer.from('\uFEFFword\r\nmore'), 'x')).toBe('word');
  });
});
