// Completion of axiom-tokens in a real shell with the real script; instead of the program a stand-in that knows two accounts.
import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type CompletionShell, completionScript } from '../../../main/cli/manual/completion-script';
import { temporaryFolder } from '../temporary-folder';

/** A folder with the script of `shell` (`script`), a file `some file` and a folder `sub`, and the stand-in in its `bin`. */
export async function completionWorld(shell: CompletionShell) {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'bin'));
  await mkdir(join(folder, 'sub'));
  await writeFile(join(folder, 'some file'), '');
  await writeFile(join(folder, 'script'), completionScript(shell));
  const program = join(folder, 'bin/axiom-tokens');
  await writeFile(
    program,
    '#!/bin/sh\n[ "$1 $2" = "__complete profile" ] && printf "%s\\n" main "my second"\nexit 0\n',
  );
  await chmod(program, 0o755);
  const env = {
    ...process.env,
    PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
    HOME: folder,
    LC_ALL: 'C.UTF-8',
  };
  const run = async (command: string, args: readonly string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(command, args, { cwd: folder, env, timeout: 20_000 });
    return stdout;
  };
  return { folder, run };
}

/** Typed lines, and what is offered (among others, or exclusively). */
export const OFFERS: readonly (readonly [typed: string, offers: readonly string[], never: readonly string[]])[] = [
  ['axiom-tokens ', ['token', 'profiles', 'doctor'], ['__complete', 'list']],
  ['axiom-tokens sta', ['status'], ['token']],
  ['axiom-tokens profiles ', ['list', 'rename'], ['token']],
  ['axiom-tokens --json profiles re', ['rename', 'remove'], ['list']],
  ['axiom-tokens -p token ', ['token', 'status'], ['raw']],
  ['axiom-tokens token --for', ['--format'], ['--json']],
  ['axiom-tokens token --format ', ['raw', 'netscape'], ['--json', 'main']],
  ['axiom-tokens token -f net', ['netscape'], ['raw']],
  ['axiom-tokens completion ', ['bash', 'fish'], []],
  ['axiom-tokens consumers policy ', ['ask', 'notify'], []],
];
