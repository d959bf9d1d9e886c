// Finds out from Linux's list of mounts (/proc/self/mountinfo) whether a path is on a network disk. Pure.

/** File systems whose disk is on another computer. */
const NETWORK =
  /^(nfs\d*|cifs|smb\d*|smbfs|afs|9p|ceph|glusterfs|lustre|fuse\.(sshfs|s3fs|rclone|davfs\d*|gvfsd-fuse|glusterfs))$/;

/**
 * The file system of the network disk with `path`; `undefined` for a disk of this computer, and when the list does
 * not say.
 */
export function networkDiskOf(mountinfo: string, path: string): string | undefined {
  let longest = -1;
  let kind: string | undefined;
  for (const line of mountinfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const place = before
      .split(' ')[4]
      ?.replaceAll(/\\(\d{3})/g, (_all, octal: string) => String.fromCharCode(parseInt(octal, 8)));
    const isAbove = place !== undefined && (place === '/' || path === place || path.startsWith(`${place}/`));
    // Of two mounts at one place the later one hides the earlier one.
    if (!isAbove || place.length < longest) continue;
    longest = place.length;
    kind = after.split(' ')[0];
  }
  return kind !== undefined && NETWORK.test(kind) ? kind : undefined;
}
