// Names of abstract sockets in the system's list.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mayListenAtName } from '../../../../main/adapters/files/abstract-sockets';
import { temporaryFolder } from '../../../support/temporary-folder';

/** Linux's format. */
const LIST = `Num       RefCount Protocol Flags    Type St Inode Path
0000000000000000: 00000002 00000000 00010000 0001 01 18000 /run/user/7/bus
0000000000000000: 00000002 00000000 00010000 0001 01 18001 @/tmp/.X11-unix/X0
0000000000000000: 00000002 00000000 00010000 0001 01 18002 @/tmp/filled@@@@@@
0000000000000000: 00000003 00000000 00000000 0001 03 18003
`;

it.each([
  ['/tmp/.X11-unix/X0', true],
  ['/tmp/filled', true],
  ['/tmp/.X11-unix/X', false],
  ['/run/user/7/bus', false],
])('the name %s is in the list: %s', async (name, isThere) => {
  const list = join(await temporaryFolder(), 'unix');
  await writeFile(list, LIST);
  expect(mayListenAtName(name, list)).toBe(isThere);
});

it('where there is no list, a socket may be there', async () => {
  const folder = await temporaryFolder();
  expect([mayListenAtName('x', join(folder, 'gone')), mayListenAtName('x', folder)]).toEqual([true, true]);
});
