import { describe, expect, it } from 'vitest';
import { PROGRAM_CALL_SCHEMAS, programSchema } from '../../../preload/contract/programs-schema';
import { makePrograms } from '../../support/make-programs';

describe('programs in the contract', () => {
  it('fit as main sends them, and nothing more', () => {
    for (const program of makePrograms(1_772_366_400_000)) {
      expect(programSchema.safeParse(program).success).toBe(true);
      expect(programSchema.safeParse({ ...program, token: 'x' }).success).toBe(false);
    }
  });

  it.each<[what: string, request: unknown]>([
    ['no account', { programId: 'c1' }],
    ['no program', { profileId: 'default' }],
    ['an empty one', { profileId: 'default', programId: '' }],
    ['one that is too long', { profileId: 'default', programId: 'x'.repeat(101) }],
    ['more than is asked for', { profileId: 'default', programId: 'c1', scope: 'once' }],
  ])('are not changed for %s', (_what, request) => {
    for (const name of ['allowProgram', 'blockProgram', 'forgetProgram'] as const)
      expect(PROGRAM_CALL_SCHEMAS[name].request.safeParse(request).success).toBe(false);
  });
});
