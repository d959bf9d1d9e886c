// The key by which the app knows the program that `exec` runs: made here, told to the app as a hash, and good for as long as this process is connected.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { ChildRegisterParams } from '../../handout/wire-calls';

const LONGEST_NAME = 80;

export interface ChildKey {
  /** For the child alone. */
  readonly key: string;
  /** What the app is told. */
  readonly registration: ChildRegisterParams;
}

export function makeChildKey(command: readonly string[]): ChildKey {
  const key = `axe1_${randomBytes(32).toString('base64url')}`;
  const key_sha256 = createHash('sha256').update(key).digest('hex');
  return { key, registration: { key_sha256, program: programName(command) } };
}

/**
 * The program as a person knows it; for an interpreter with its script. Other arguments are not told: they may be secrets.
 * @param isFile whether a path is there
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
