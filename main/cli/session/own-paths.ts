// The path of the program of the keychain process.
import { join } from 'node:path';

/** The file beside the entry file. The single executable recognises by this path which program it must run. */
export function keychainChildPath(): string {
  return join(__dirname, 'keychain-child.cjs');
}
