// Reads the app's version from an archive on the disk. Not through Electron, which keeps using the table of contents of the archive it was started from.
// Used by copy-watch.ts.

/** Reads `length` bytes of the archive; fewer at its end. */
export type ReadArchive = (position: number, length: number) => Buffer;

/** The header before the table of contents, which holds its size. */
const SIZES_LENGTH = 16;
/** Sanity limit; ours has a few kilobytes. */
const MAX_TABLE_LENGTH = 1_000_000;
const MAX_FILE_LENGTH = 100_000;
const VERSION = /^\d{1,6}\.\d{1,6}\.\d{1,6}[\w.+-]{0,40}$/;

/** `undefined` for anything that is not a complete archive of the app, such as one that is still being written. Never throws. */
export function versionInArchive(read: ReadArchive): string | undefined {
  try {
    const sizes = read(0, SIZES_LENGTH);
    const filesAt = 8 + sizes.readUInt32LE(4);
    const tableLength = sizes.readUInt32LE(12);
    if (tableLength > MAX_TABLE_LENGTH) return undefined;
    const table = JSON.parse(read(SIZES_LENGTH, tableLength).toString('utf8'));
    const { offset, size } = table.files['package.json'];
    if (!(size <= MAX_FILE_LENGTH)) return undefined;
    const { version } = JSON.parse(read(filesAt + Number(offset), size).toString('utf8'));
    return typeof version === 'string' && VERSION.test(version) ? version : undefined;
  } catch {
    return undefined;
  }
}
