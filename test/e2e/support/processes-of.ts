// The processes of a private desktop, identified by their environment, which children inherit whatever their parent is now. Linux only.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One living process. */
export interface FoundProcess {
  readonly pid: number;
  readonly commandLine: string;
}

/** All running processes whose initial command line or environment contains `mark`, and whose command line contains `executable`. */
export async function processesOf(mark: string, executable: string): Promise<FoundProcess[]> {
  const found: FoundProcess[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const read = (file: string): Promise<string> => readFile(join('/proc', name, file), 'utf8').catch(() => '');
    const commandLine = (await read('cmdline')).replaceAll('\0', ' ');
    if (!commandLine.includes(executable)) continue;
    if (commandLine.includes(mark) || (await read('environ')).includes(mark)) {
      found.push({ pid: Number(name), commandLine });
    }
  }
  return found;
}
