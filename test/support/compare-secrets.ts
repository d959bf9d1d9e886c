// Makes toEqual compare Secrets by their texts: without it any two are equal, as their texts are private.
import { expect } from 'vitest';
import { Secret } from '../../main/core/base/secret';

/** Call it once at the top of a test file that compares tokens. */
export function compareSecretsByText(): void {
  expect.addEqualityTesters([
    (a: unknown, b: unknown) => (a instanceof Secret && b instanceof Secret ? a.equals(b) : undefined),
  ]);
}
