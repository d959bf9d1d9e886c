import { expect, it } from 'vitest';
import { CONSUMERS, PAUSE, RESUME, COMPLETION, MAN, VERSION } from '../../../../main/cli/tree/program-commands';
import { expectExamplesToBeRead } from '../../../support/command-line/expect-examples';

it('has examples that the command line itself can read', () => {
  expect(expectExamplesToBeRead([CONSUMERS, PAUSE, RESUME, COMPLETION, MAN, VERSION])).toBeGreaterThan(3);
});
