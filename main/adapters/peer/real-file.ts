// Finds the file at a path with all links followed.
import { realpath, stat } from 'node:fs/promises';
import { withinLimit } from './within-limit';

export interface RealFile {
  /** The path with all links followed. */
  readonly path: string;
  /** Device and inode; the same for every path to the file. */
  readonly id: string;
}

/** Finds the file; `undefined` when there is none, or when its drive does not answer. */
export type FindRealFile = (path: string) => Promise<RealFile | undefined>;

export const findRealFile: FindRealFile = (path) =>
  withinLimit(
    Promise.all([realpath(path), stat(path, { bigint: true })]).then(
      ([real, { dev, ino }]) => ({ path: real, id: `${dev}:${ino}` }),
      () => undefined,
    ),
  );

/** The {@link RealFile.id} of a program's file, from `ProcessFacts.binary`. */
export function fileIdOf(binary: string | undefined): string | undefined {
  return binary === undefined ? undefined : /^\d+:\d+(?=:)/.exec(binary)?.[0];
}
