// Which processes live on a private desktop: told by their environment, which children inherit, whoever their parent is by now. Linux only.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One living process. */
export interface FoundProcess {
  readonly pid: number;
  readonly commandLine: string;
}

/** All living processes whose command line or environment at their start names `mark`, and whose command line names `executable`. */
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
