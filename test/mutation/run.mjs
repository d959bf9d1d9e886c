// @ts-check
// `npm run test:mutation [-- main/core/a.ts,main/core/b.ts]`: changes the core in thousands of small ways and counts how many changes a test notices; this takes many
// hours. `-- --sample 0.1 [--seed N]`: only a random tenth of its lines, reproducible by the seed.
// Works on a copy in a temporary folder, so that the project is never in a mutated state. Writes test/results/mutation/report.json.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installNpmPackages } from '../../build/npm-packages.mjs';
import { createTerminalProgress } from '../../build/progress.mjs';
import { projectRoot as root } from '../../build/project-root.mjs';
import { runMain } from '../../build/run-main.mjs';
import { setUp } from '../../build/setup.mjs';
import { sampleOf } from './sample.mjs';
import { rangesOfUnnoticed, withSecondRun } from './second-run.mjs';
import { summarise } from './summarise.mjs';

/** The files that the core's tests read. */
const COPIED = [
  'main',
  'preload',
  'test/axiom-simulator',
  'test/main',
  'test/support',
  'test/mutation',
  'package.json',
  'tsconfig.base.json',
  'ARCHITECTURE.md',
];

await runMain(async () => {
  await setUp({ isForTests: true });
  const here = join(root, 'test/mutation');
  await installNpmPackages({ dir: here, what: 'mutation testing', progress: createTerminalProgress() });
  const dir = await mkdtemp(join(tmpdir(), 'axiom-mutation-'));
  try {
    for (const path of COPIED) {
      await cp(join(root, path), join(dir, path), {
        recursive: true,
        filter: (from) => !from.endsWith('node_modules'),
      });
    }
    await symlink(join(root, 'node_modules'), join(dir, 'node_modules'), 'junction');
    const report = join(dir, 'mutation-report.json');
    const code = await mutate({ here, dir, tests: 'words', files: await chosen() });
    if (!existsSync(report)) return code;
    let seen = JSON.parse(await readFile(report, 'utf8'));
    const ranges = rangesOfUnnoticed(seen);
    if (ranges.length > 0) {
      await rm(report);
      const secondCode = await mutate({ here, dir, tests: 'walks', files: ranges.join(',') });
      if (!existsSync(report)) return secondCode;
      seen = withSecondRun(seen, JSON.parse(await readFile(report, 'utf8')));
    }
    const results = join(root, 'test/results/mutation');
    await mkdir(results, { recursive: true });
    await writeFile(join(results, 'report.json'), JSON.stringify(seen));
    process.stdout.write(summarise(seen));
    return code;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});

/** The lines to change, in the form of Stryker's option `mutate`; undefined for all. */
async function chosen() {
  const { values, positionals } = parseArgs({
    options: { sample: { type: 'string' }, seed: { type: 'string', default: '1' } },
    allowPositionals: true,
  });
  if (values.sample === undefined) return positionals[0];
  const core = join(root, 'main/core');
  const names = (await readdir(core, { recursive: true })).filter((name) => /(?<!\.d)\.ts$/.test(name));
  const files = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(core, name), 'utf8');
      return { path: `main/core/${name.replaceAll('\\', '/')}`, lines: text.split('\n').length };
    }),
  );
  return sampleOf(files, Number(values.sample), Number(values.seed)).join(',');
}

/**
 * Runs Stryker in `dir`; resolves to its exit code.
 * @param {{here: string, dir: string, tests: 'words' | 'walks', files: string | undefined}} parts
 */
function mutate({ here, dir, tests, files }) {
  const stryker = createRequire(join(here, 'package.json')).resolve('@stryker-mutator/core/package.json');
  const args = [join(stryker, '../bin/stryker.js'), 'run', join(here, 'stryker.config.mjs')];
  if (files !== undefined) args.push('--mutate', files);
  const env = { ...process.env, AXIOM_MUTATION_TESTS: tests };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: dir, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
