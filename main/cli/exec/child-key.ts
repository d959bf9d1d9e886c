// The key that identifies `exec`'s child to the app. Made here, registered as a hash, and valid while this process stays connected.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { ChildRegisterParams } from '../../handout/wire-calls';

const LONGEST_NAME = 80;

export interface ChildKey {
  /** Only the child gets it. */
  readonly key: string;
  /** What is sent to the app: the hash and the program's name. */
  readonly registration: ChildRegisterParams;
}

export function makeChildKey(command: readonly string[]): ChildKey {
  const key = `axe1_${randomBytes(32).toString('base64url')}`;
  const key_sha256 = createHash('sha256').update(key).digest('hex');
  return { key, registration: { key_sha256, program: programName(command) } };
}

/**
 * The program's name for a person; for an interpreter with its script. Other arguments are left out, because they may be secrets.
 * @param isFile whether a path exists as a file
 */
export function programName(
  [program = '', first = '']: readonly string[],
  isFile: (path: string) => boolean = existsSync,
): string {
  const name = basename(program);
  const isScript = !first.startsWith('-') && /\.\w{1,4}$/.test(first) && isFile(first);
  return printable(isScript ? `${name} running ${basename(first)}` : name) || 'a program';
}

function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, '').slice(0, LONGEST_NAME);
}
