import { expect, it } from 'vitest';
import { TEXT_FORMATS } from '../../../../main/handout/formats/token-formats';
import { EXEC, TOKEN, TOKEN_FORMATS, WATCH } from '../../../../main/cli/tree/token-commands';
import { expectExamplesToBeRead } from '../../../support/command-line/expect-examples';

it('has examples that the command line itself can read', () => {
  expect(expectExamplesToBeRead([TOKEN, EXEC, WATCH])).toBeGreaterThan(3);
});

it('offers the formats that there are', () => {
  expect([...TOKEN_FORMATS].sort()).toEqual([...Object.keys(TEXT_FORMATS), 'py'].sort());
});
