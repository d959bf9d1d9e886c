// Which file lies at a path, whatever link leads to it.
import { realpath, stat } from 'node:fs/promises';
import { withinLimit } from './within-limit';

export interface RealFile {
  /** All links followed. */
  readonly path: string;
  /** Device and inode: the same by each of its names. */
  readonly id: string;
}

/** `undefined` for what is not there, and on a drive that does not answer. */
export type FindRealFile = (path: string) => Promise<RealFile | undefined>;

export const findRealFile: FindRealFile = (path) =>
  withinLimit(
    Promise.all([realpath(path), stat(path, { bigint: true })]).then(
      ([real, { dev, ino }]) => ({ path: real, id: `${dev}:${ino}` }),
      () => undefined,
    ),
  );

/** Of a program, from what tells whether its file was replaced. */
export function fileIdOf(binary: string | undefined): string | undefined {
  return binary === undefined ? undefined : /^\d+:\d+(?=:)/.exec(binary)?.[0];
}
