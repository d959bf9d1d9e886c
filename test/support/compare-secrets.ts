// Makes toEqual compare Secrets by their texts. Without it any two are equal, because the text is a private field.
import { expect } from 'vitest';
import { Secret } from '../../main/core/base/secret';

/** Call it once at the top of a test file that compares tokens. */
export function compareSecretsByText(): void {
  expect.addEqualityTesters([
    (a: unknown, b: unknown) => (a instanceof Secret && b instanceof Secret ? a.equals(b) : undefined),
  ]);
}
