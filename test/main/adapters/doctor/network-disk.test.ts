import { expect, it } from 'vitest';
import { networkDiskOf } from '../../../../main/adapters/doctor/network-disk';

const MOUNTS = [
  '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
  '40 22 0:50 / /home rw shared:2 - nfs4 server:/home rw',
  String.raw`41 40 8:17 / /home/me/a\040b rw - ext4 /dev/sdb1 rw`,
  '42 22 0:51 / /mnt rw - ext4 /dev/sdc1 rw',
  '43 22 0:52 / /mnt rw - cifs //server/share rw',
  '44 22 0:53 / /ssh rw - fuse.sshfs me@server: rw',
].join('\n');

it.each([
  ['/etc/x', undefined],
  ['/home/me/data', 'nfs4'],
  ['/home', 'nfs4'],
  ['/home2/x', undefined],
  ['/home/me/a b/data', undefined],
  ['/mnt/data', 'cifs'],
  ['/ssh/data', 'fuse.sshfs'],
])('%s lies on %s', (path, kind) => expect(networkDiskOf(MOUNTS, path)).toBe(kind));

it('says nothing where the list cannot be read', () => expect(networkDiskOf('', '/home')).toBeUndefined());
