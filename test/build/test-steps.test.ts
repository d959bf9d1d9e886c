import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  countReport,
  runTool,
  runVitestProject,
  runVitestProjectWithSecondTry,
  summaryLine,
} from '../../build/test-steps.mjs';

const PROJECT = join(import.meta.dirname, '../..');
const test = (state: 'passed' | 'failed' | 'skipped', note = '') => ({
  name: `a ${state} test`,
  state,
  note,
  errors: [],
});

describe('the count of npm test', () => {
  it('closes with one line over all steps', () => {
    const step = { passed: 2, failed: 0, skipped: [], problems: '' };
    expect(summaryLine([step, { ...step, failed: 1 }])).toBe('4 passed, 1 failed');
    expect(summaryLine([step, { ...step, skipped: ['x: no display'] }])).toBe('4 passed, 0 failed, 1 skipped');
  });

  it('gives each skip with its reason', () => {
    const report = { tests: [test('passed'), test('skipped', 'only on macOS')], errors: [] };
    expect(countReport(report, 'unit')).toMatchObject({
      passed: 1,
      failed: 0,
      skipped: ['a skipped test: only on macOS'],
    });
  });

  it('counts a project without tests as a failure', () => {
    expect(countReport({ tests: [], errors: [] }, 'e2e')).toMatchObject({
      failed: 1,
      problems: 'no test was found in project e2e',
    });
  });

  it('counts an error outside of every test as a failure', () => {
    expect(countReport({ tests: [test('passed')], errors: ['unhandled'] }, 'unit')).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  it('counts a tool as one check, and shows its output when it fails', async () => {
    const root = PROJECT;
    const script = 'node_modules/typescript/bin/tsc';
    expect(await runTool({ root, script, args: ['--version'] })).toMatchObject({ passed: 1, failed: 0 });
    const failed = await runTool({ root, script, args: ['--no-such-option'] });
    expect(failed).toMatchObject({ passed: 0, failed: 1, problems: expect.stringContaining('no-such-option') });
  });
});

describe('a vitest project', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'axiom-steps-'));
    await mkdir(join(root, 'test/contracts'), { recursive: true });
    for (const name of ['node_modules', 'build', 'vitest.config.mts'])
      await symlink(join(PROJECT, name), join(root, name));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('is counted test by test; files that fail to load and tests without an assertion fail', async () => {
    const head = "import { expect, it } from 'vitest';\n";
    await writeFile(
      join(root, 'test/a.test.ts'),
      `${head}it('good', () => expect(1).toBe(1)); it('bad', () => expect(1).toBe(2));
       it('idle', () => {}); it('not here', (c) => c.skip('needs a Mac'));`,
    );
    await writeFile(join(root, 'test/broken.test.ts'), "import './missing';");
    await writeFile(join(root, 'test/contracts/other.test.ts'), `${head}it('elsewhere', () => expect(1).toBe(1));`);
    const result = await runVitestProject({ root, project: 'unit' });
    expect(result).toMatchObject({ passed: 1, failed: 3, skipped: ['test/a.test.ts > not here: needs a Mac'] });
    expect(result.failedTests).toEqual(['test/a.test.ts > bad', 'test/a.test.ts > idle']);
    expect(result.problems).toContain('broken.test.ts');
    expect(result.problems).not.toMatch(/^\s+at .*node_modules/m);
    expect(result.problems).toContain('expected 1 to be 2');
  });

  it('runs a file in which a test failed once more, alone, and says so', async () => {
    const head = "import { expect, it } from 'vitest'; import { existsSync, writeFileSync } from 'node:fs';\n";
    const mark = JSON.stringify(join(root, 'was-here'));
    await writeFile(
      join(root, 'test/late.test.ts'),
      `${head}it('late', () => { const again = existsSync(${mark}); writeFileSync(${mark}, ''); expect(again).toBe(true); });`,
    );
    await writeFile(join(root, 'test/bad.test.ts'), `${head}it('bad', () => expect(1).toBe(2));`);
    await writeFile(join(root, 'test/good.test.ts'), `${head}it('good', () => expect(1).toBe(1));`);
    const result = await runVitestProjectWithSecondTry({ root, project: 'unit' });
    expect(result).toMatchObject({ passed: 2, failed: 1, failedTests: ['test/bad.test.ts > bad'] });
    expect(result.unsteadyTests).toEqual(['test/late.test.ts > late']);
    expect(result.problems).toContain('test/late.test.ts > late, which passed alone:\nAssertionError');
  });

  it('runs only the files that are asked for, with the Node and the variables that are given', async () => {
    const text = "import { expect, it } from 'vitest';\nit('has it', () => expect(process.env.GIVEN).toBe('yes'));";
    for (const name of ['wanted', 'other']) await writeFile(join(root, `test/${name}.test.ts`), text);
    const options = { root, project: 'unit', files: ['test/wanted.test.ts'] };
    const env = { GIVEN: 'yes' };
    expect(await runVitestProject({ ...options, env })).toMatchObject({ passed: 1, failed: 0 });
    expect(await runVitestProject({ ...options, env, node: join(root, 'no-node') })).toMatchObject({
      passed: 0,
      failed: 1,
      problems: expect.stringContaining('no-node could not be started'),
    });
  });
});
