import { link, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { OwnPlaces } from '../../../../main/adapters/leftovers/own-places';
import { temporaryFolder } from '../../../support/temporary-folder';

it('are recognised by path, with all below it, and by every name of a file', async () => {
  const folder = await temporaryFolder();
  const at = (name: string) => join(folder, name);
  await mkdir(at('data'));
  await writeFile(at('tokens.json'), '');
  await writeFile(at('other.json'), '');
  await link(at('tokens.json'), at('second-name.json'));
  await symlink(at('data'), at('linked'));
  const own = new OwnPlaces(() => [at('linked'), at('tokens.json'), at('gone.json')]);
  expect(await own.has(at('tokens.json'))).toBe(false);
  await own.look();
  const names = [
    'data',
    'data/deep/x',
    'tokens.json',
    'second-name.json',
    'gone.json',
    'other.json',
    'data2',
    'nowhere',
  ];
  expect(await Promise.all(names.map((name) => own.has(at(name))))).toEqual([
    ...[true, true, true, true, true],
    ...[false, false, false],
  ]);
  expect([own.hasPath(at('data/x')), own.hasPath(at('second-name.json'))]).toEqual([true, false]);
});

it('are recognised only by their path if their drive does not answer in time', async () => {
  const folder = await temporaryFolder();
  const at = (name: string) => join(folder, name);
  await writeFile(at('tokens.json'), '');
  await link(at('tokens.json'), at('second-name.json'));
  const own = new OwnPlaces(
    () => [at('tokens.json')],
    async () => Promise.reject(new Error('late')),
  );
  await own.look();
  expect([await own.has(at('tokens.json')), await own.has(at('second-name.json'))]).toEqual([true, false]);
});
