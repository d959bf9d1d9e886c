// The keychain entry as bare text: written with the app's own keychain library but without the app, and compared by hash, so that no
// failing test prints it.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { DesktopSession } from '../../support/desktop-session';
import { secretToolLookup } from './keychain-entry';

const WRITE = `let text = '';
process.stdin.on('data', (chunk) => { text += chunk; });
process.stdin.on('end', () => require(process.argv[1]).setPassword('axiom-token-manager', 'default', text));`;

/** Writes the entry of `default`. The text goes through a pipe, not the command line. */
export function writeRawEntry(desktop: DesktopSession, text: string): Promise<void> {
  const library = createRequire(import.meta.url).resolve('keytar');
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, ['-e', WRITE, library], { env: desktop.env }, (error) =>
      error ? reject(error) : resolve(),
    );
    child.stdin?.end(text);
  });
}

/** A hash of the entry's whole text; `undefined` when there is none. */
export async function entryMark(desktop: DesktopSession): Promise<string | undefined> {
  const text = await secretToolLookup(desktop);
  return text === undefined ? undefined : createHash('sha256').update(text).digest('hex').slice(0, 16);
}
