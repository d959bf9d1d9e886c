import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import VitestReport, { type TestReport } from '../../build/vitest-report.mjs';
import { runNode } from '../support/processes/run-node';
import { makeTemporaryFolder, temporaryFolder } from '../support/temporary-folder';

const PROJECT = join(import.meta.dirname, '../..');

const FILES = {
  'a.test.mjs': `import { describe, expect, it } from 'vitest';
    describe('outer', () => { describe('inner', () => { it('good', () => expect(1).toBe(1)); }); });
    it('bad', () => expect({ x: 1 }).toEqual({ x: 2 }));
    it('twice', () => { expect.soft(1).toBe(2); expect.soft('a').toBe('b'); });
    it('text', () => { throw 'only a text'; });
    it('not here', (context) => context.skip('needs a Mac'));
    it.skip('switched off', () => {});`,
  'b.test.mjs': "import './missing.mjs';",
  'c.test.mjs': `import { beforeAll, describe, expect, it } from 'vitest';
    describe('hooked', () => { beforeAll(() => { throw new Error('no database'); }); it('never runs', () => expect(1).toBe(1)); });`,
  'd.test.mjs': `import { expect, it } from 'vitest';
    it('leaves something behind', async () => { Promise.reject(new Error('nobody waits')); await new Promise(setImmediate); expect(1).toBe(1); });`,
};

describe('the report of a run', () => {
  let report: TestReport;
  const stateOf = (name: string) => report.tests.find((test) => test.name.endsWith(name));

  beforeAll(async () => {
    const folder = await makeTemporaryFolder();
    for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder.path, name), text);
    const path = join(folder.path, 'report.json');
    const vitest = join(PROJECT, 'node_modules/vitest/vitest.mjs');
    const args = ['run', '--root', folder.path, '--reporter', join(PROJECT, 'build/vitest-report.mjs')];
    await runNode([vitest, ...args], { cwd: PROJECT, env: { ...process.env, AXIOM_TEST_REPORT: path } });
    report = JSON.parse(await readFile(path, 'utf8')) as TestReport;
    await folder.remove();
  });

  it('has every test with its file, its place and its state', () => {
    expect(Object.fromEntries(report.tests.map(({ name, state }) => [name, state]))).toEqual({
      'a.test.mjs > bad': 'failed',
      'a.test.mjs > not here': 'skipped',
      'a.test.mjs > outer > inner > good': 'passed',
      'a.test.mjs > switched off': 'skipped',
      'a.test.mjs > text': 'failed',
      'a.test.mjs > twice': 'failed',
      // Its hook is among the errors.
      'c.test.mjs > hooked > never runs': 'skipped',
      'd.test.mjs > leaves something behind': 'passed',
    });
    expect(report.tests).toHaveLength(8);
  });

  it('has the reason of a skip', () => {
    expect([stateOf('not here')?.note, stateOf('switched off')?.note]).toEqual(['needs a Mac', '']);
  });

  it('has every error of a test, with what was expected', () => {
    expect(stateOf('bad')?.errors).toEqual([
      expect.stringMatching(/expected \{ x: 1 \}[\s\S]*a\.test\.mjs[\s\S]*"x": 2/),
    ]);
    expect(stateOf('twice')?.errors).toHaveLength(2);
    expect(stateOf('text')?.errors).toEqual([expect.stringContaining('only a text')]);
    expect(stateOf('good')?.errors).toEqual([]);
  });

  it('has the errors that belong to no test: of a file, of a hook, and of nobody', () => {
    expect([...report.errors].sort()).toEqual([
      expect.stringMatching(/^Error: nobody waits\n/),
      expect.stringMatching(/^b\.test\.mjs: .*missing\.mjs/),
      expect.stringMatching(/^c\.test\.mjs: Error: no database\n/),
    ]);
  });
});

describe('a report', () => {
  it('is written also of a run without any test', async () => {
    const path = join(await temporaryFolder(), 'report.json');
    vi.stubEnv('AXIOM_TEST_REPORT', path);
    onTestFinished(() => void vi.unstubAllEnvs());
    new VitestReport().onTestRunEnd([], [{ message: 'without a stack' }, 'a text', undefined]);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      tests: [],
      errors: ['without a stack', 'a text', 'undefined'],
    });
  });

  it('that nobody asked for is an error', () => {
    vi.stubEnv('AXIOM_TEST_REPORT', undefined);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(() => new VitestReport().onTestRunEnd([], [])).toThrow('AXIOM_TEST_REPORT names no file');
  });
});
