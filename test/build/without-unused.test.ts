import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../build/project-root.mjs';
import { withoutUnused } from '../../build/without-unused.mjs';
import { temporaryFolder } from '../support/temporary-folder';

/** Bundles `code` like main; `inputs` are the packages in it. */
async function bundled(code: string): Promise<{ text: string; inputs: string }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: projectRoot },
    absWorkingDir: projectRoot,
    ...{ bundle: true, write: false, metafile: true, platform: 'node', format: 'cjs', logLevel: 'silent' },
    plugins: [withoutUnused()],
  });
  return { text: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs).join('\n') };
}

/** Runs `use` in its own process, with settings in `folder`. */
async function run(folder: string, use: string) {
  const { text } = await bundled(
    `import Conf from 'conf'; const open = (options) => new Conf({ ...options, cwd: process.argv[2] }); ${use}`,
  );
  const file = join(folder, 'program.cjs');
  await writeFile(file, text);
  return await promisify(execFile)(process.execPath, [file, folder]);
}

describe('without what is not used', () => {
  it('conf is bundled without its checks and migrations', async () => {
    const { inputs } = await bundled("import 'electron-store';");
    expect(inputs).toContain('node_modules/conf/');
    expect(inputs).not.toMatch(/node_modules\/(ajv|ajv-formats|semver)\//);
  });

  it('settings are written without handlers of signals: those of Electron quit the app in order', async () => {
    const { inputs } = await bundled("import 'electron-store';");
    expect(inputs).not.toContain('node_modules/when-exit/');
    const folder = await temporaryFolder();
    const { stdout } = await run(
      folder,
      "open().set('a', 1); console.log(process.eventNames().filter((name) => String(name).startsWith('SIG')).length);",
    );
    expect(stdout).toBe('0\n');
  });

  it('semver and ajv-formats stay for other code that imports them', async () => {
    const { inputs } = await bundled("import 'semver'; import 'ajv-formats';");
    expect(inputs).toContain('node_modules/semver/');
    expect(inputs).toContain('node_modules/ajv-formats/');
  });

  it('settings are written and read', async () => {
    const folder = await temporaryFolder();
    await run(folder, "open().set('a', 1); open().set('b', 2);");
    expect(JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'))).toEqual({ a: 1, b: 2 });
  });

  it.each([
    ['a schema', "open({ schema: { a: { type: 'number' } } });"],
    ['migrations', "open({ projectVersion: '2.0.0', migrations: { '1.0.0': () => {} } });"],
  ])('%s is refused with words', async (_what, use) => {
    await expect(run(await temporaryFolder(), use)).rejects.toThrow('This option of conf is left out of the app');
  });
});
