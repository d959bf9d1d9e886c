// Replacements for the screenshot programs, for tests without a screen: `xdotool` reads its result from a file, `import` writes its arguments to its file.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder';

/** Call it inside a test. Without `show` there is no window. */
export async function screenTools() {
  const folder = await temporaryFolder();
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const scripts = {
    // Writes `asked` last, so that a test can wait for it.
    xdotool: `cat ${folder}/windows 2>/dev/null; code=$?; echo "$@" > ${folder}/asked; exit $code`,
    import: 'for last in "$@"; do :; done; echo "$@" > "$last"',
  };
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, name), 0o755);
  }
  return {
    env: { PATH: `${bin}:${String(process.env['PATH'])}` },
    /** From now on these windows are found, in xdotool's output format. */
    show: (windows: string) => writeFile(join(folder, 'windows'), windows),
    /** The arguments of the last search. */
    asked: () => readFile(join(folder, 'asked'), 'utf8'),
  };
}
