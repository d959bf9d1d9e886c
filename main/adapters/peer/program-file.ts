// Describes the program file at a path, in the same terms in which identify() describes a running process.
import { realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LookAtProgram } from '../../handout/program-file';
import { readBounded } from '../files/bounded-read';
import { pathInProcess } from './held-script';
import { runsOthers } from './program-identity';
import { findRealFile } from './real-file';

/** In bytes; a larger file is not read, and counts as a program, not a script. */
const LARGEST_SCRIPT = 1024 * 1024;
/** The first bytes of binary programs: ELF, the forms of Mach-O, and Windows (`MZ`). */
const BINARY = /^(7f454c46|cffaedfe|cefaedfe|feedfacf|feedface|cafebabe|4d5a)/;

/** Makes the look-up. `searchPath`: the variable PATH, for `#!/usr/bin/env NAME`. */
export function createLookAtProgram(searchPath: string | undefined): LookAtProgram {
  return async (given) => {
    // Here such a path would lead to a file of the app.
    if (pathInProcess(given, process.pid) !== undefined) return { kind: 'none' };
    const found = await findRealFile(given);
    if (found === undefined) return { kind: 'none' };
    const { path, id: fileId } = found;
    const read = await readBounded({ path, maxBytes: LARGEST_SCRIPT, followsLinks: false }).catch(() => 'unreadable');
    if (read === 'not-a-file') return { kind: 'none' };
    if (runsOthers(basename(path))) return { kind: 'runner', path };
    if (typeof read === 'string' || !('bytes' in read)) return { kind: 'program', path, fileId };
    if (BINARY.test(read.bytes.subarray(0, 4).toString('hex'))) return { kind: 'program', path, fileId };
    const interpreter = await interpreterOf(read.bytes.toString('latin1').split('\n', 1)[0] ?? '', searchPath);
    return { kind: 'script', path, runsAs: interpreter === undefined ? undefined : `${interpreter} ${path}`, fileId };
  };
}

async function interpreterOf(firstLine: string, searchPath = ''): Promise<string | undefined> {
  const [, program, argument] = /^#!\s*(\S+)(?:\s+(?:-S\s+)?(\S+))?/.exec(firstLine) ?? [];
  if (program === undefined) return undefined;
  if (basename(program) !== 'env' || argument === undefined) return realpath(program).catch(() => undefined);
  for (const folder of searchPath.split(':').filter((each) => each.startsWith('/'))) {
    const found = await realpath(join(folder, argument)).catch(() => undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}
