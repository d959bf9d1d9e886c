import { describe, expect, it } from 'vitest';
import { SetupError } from '../../build/setup-error.mjs';

describe('a failure that a person can act on', () => {
  it('says what happened and what to do now', () => {
    const error = new SetupError('There is no space.', 'free some, then run it again.');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'SetupError',
      message: 'There is no space.',
      remedy: 'free some, then run it again.',
    });
    expect('cause' in error).toBe(false);
  });

  it('keeps what it comes from', () => {
    const cause = new Error('ENOSPC');
    expect(new SetupError('There is no space.', 'free some.', cause).cause).toBe(cause);
  });
});
