import { expect, it } from 'vitest';
import {
  LOGIN,
  LOGOUT,
  CLEAR,
  PROFILES,
  IMPORT,
  BACKUP,
  RESTORE,
  MIGRATE,
} from '../../../../main/cli/tree/account-commands';
import { expectExamplesToBeRead } from '../../../support/command-line/expect-examples';

it('has examples that the command line itself can read', () => {
  expect(expectExamplesToBeRead([LOGIN, LOGOUT, CLEAR, PROFILES, IMPORT, BACKUP, RESTORE, MIGRATE])).toBeGreaterThan(3);
});
