import { expect, it } from 'vitest';
import { SetupError } from '../../build/setup-error.mjs';
import { openTestReport } from '../../build/test-report.mjs';

const PASSED = { passed: 2, failed: 0, skipped: [], problems: '' };

function report() {
  const lines: string[] = [];
  const opened = openTestReport((line) => lines.push(line.replace(/, \d+\.\d s\)/, ')')));
  return { ...opened, lines };
}

it('prints a line for each step and one that counts them all', async () => {
  const { step, close, lines } = report();
  expect(await step('unit', async () => PASSED)).toBe(true);
  expect(await step('other', async () => ({ ...PASSED, skipped: ['a test: needs a Mac'] }))).toBe(true);
  expect(close()).toBe(0);
  expect(lines).toEqual([
    'ok      unit  (2 passed, 0 failed)',
    '  skipped: a test: needs a Mac',
    'ok      other  (2 passed, 0 failed, 1 skipped)',
    '4 passed, 0 failed, 1 skipped',
  ]);
});

it('goes on after a failure, names it once more at the end, and ends with code 1', async () => {
  const { step, close, lines } = report();
  expect(await step('unit', async () => ({ ...PASSED, failed: 1, problems: 'bad', failedTests: ['a > b'] }))).toBe(
    false,
  );
  await step('other', async () => PASSED);
  expect(close()).toBe(1);
  expect(lines).toEqual([
    '\nbad\n',
    'FAILED  unit  (2 passed, 1 failed)',
    'ok      other  (2 passed, 0 failed)',
    'FAILED  a > b',
    '4 passed, 1 failed',
  ]);
});

it('names a test that passed only when it was run again', async () => {
  const { step, close, lines } = report();
  const unsteady = { ...PASSED, problems: 'a > b, which passed alone:\nlate', unsteadyTests: ['a > b'] };
  expect(await step('end to end', async () => unsteady)).toBe(true);
  expect(close()).toBe(0);
  expect(lines).toEqual([
    '\na > b, which passed alone:\nlate\n',
    'ok      end to end  (2 passed, 0 failed)',
    'UNSTEADY  a > b (failed at first, passed when its file was run again alone)',
    '2 passed, 0 failed',
  ]);
});

it('runs several steps at a time, and tells of them in their order', async () => {
  const { stepsSideBySide, close, lines } = report();
  let isOver = false;
  await stepsSideBySide({
    contract: async () => {
      while (!isOver) await new Promise(setImmediate);
      return { ...PASSED, failed: 1, problems: 'bad', failedTests: ['a > b'] };
    },
    faults: async () => {
      isOver = true;
      return PASSED;
    },
    other: () => Promise.reject(new SetupError('No disk.', 'Make room.')),
  });
  expect(close()).toBe(1);
  expect(lines).toEqual([
    '\nbad\n',
    'FAILED  contract  (2 passed, 1 failed)',
    'ok      faults  (2 passed, 0 failed)',
    '\nNo disk.\nNext: Make room.\n',
    'FAILED  other  (0 passed, 1 failed)',
    'FAILED  a > b',
    '4 passed, 2 failed',
  ]);
});

it('counts a step that throws as failed', async () => {
  const { step, close, lines } = report();
  expect(await step('types', () => Promise.reject(new SetupError('No disk.', 'Make room.')))).toBe(false);
  expect(await step('unit', () => Promise.reject(new Error('a defect')))).toBe(false);
  expect(close()).toBe(1);
  expect(lines[0]).toBe('\nNo disk.\nNext: Make room.\n');
  expect(lines[2]).toContain('a defect');
  expect(lines.at(-1)).toBe('0 passed, 2 failed');
});

it('says that nothing could be run', () => {
  const { refuse, close, lines } = report();
  refuse(new SetupError('No network.', 'Look for one.'));
  expect(close()).toBe(1);
  expect(lines).toEqual(['\nNo network.\nNext: Look for one.\n', '0 passed, 1 failed']);
});
