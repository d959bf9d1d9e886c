import { expect, it } from 'vitest';
import { STATUS, REFRESH, DOCTOR, TRAIL } from '../../../../main/cli/tree/state-commands';
import { expectExamplesToBeRead } from '../../../support/command-line/expect-examples';

it('has examples that the command line itself can read', () => {
  expect(expectExamplesToBeRead([STATUS, REFRESH, DOCTOR, TRAIL])).toBeGreaterThan(3);
});
