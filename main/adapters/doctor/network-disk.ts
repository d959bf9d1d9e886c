// Tells from Linux's list of mounts (/proc/self/mountinfo) whether a path lies on a disk of another computer. Pure.

/** Kinds of file systems whose disk is elsewhere. */
const NETWORK =
  /^(nfs\d*|cifs|smb\d*|smbfs|afs|9p|ceph|glusterfs|lustre|fuse\.(sshfs|s3fs|rclone|davfs\d*|gvfsd-fuse|glusterfs))$/;

/** The kind of the network disk that `path` lies on; `undefined` for a disk of this computer, and where the list does not tell. */
export function networkDiskOf(mountinfo: string, path: string): string | undefined {
  let longest = -1;
  let kind: string | undefined;
  for (const line of mountinfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const place = before
      .split(' ')[4]
      ?.replaceAll(/\\(\d{3})/g, (_all, octal: string) => String.fromCharCode(parseInt(octal, 8)));
    const isAbove = place !== undefined && (place === '/' || path === place || path.startsWith(`${place}/`));
    // Of two at one place the later lies over the earlier.
    if (!isAbove || place.length < longest) continue;
    longest = place.length;
    kind = after.split(' ')[0];
  }
  return kind !== undefined && NETWORK.test(kind) ? kind : undefined;
}
