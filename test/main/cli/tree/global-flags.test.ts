import { expect, it } from 'vitest';
import { GLOBAL_FLAGS, globalFlagsOf, VARIABLES } from '../../../../main/cli/tree/global-flags';

it('has the flags that all commands share', () => {
  expect(GLOBAL_FLAGS.map(({ name, short }) => (short ? `-${short} ${name}` : name))).toEqual([
    ...['-p profile', 'json', '-q quiet', '-v verbose', 'no-input', 'timeout', 'socket', 'standalone'],
    ...['require-broker', 'color', '-h help', '-V version'],
  ]);
});

it('names each variable that a flag mentions', () => {
  const spoken = GLOBAL_FLAGS.flatMap(({ otherwise = '' }) => otherwise.match(/[A-Z]+_[A-Z_]+/g) ?? []);
  expect(VARIABLES.map(([name]) => name)).toEqual(expect.arrayContaining(spoken));
  expect(spoken.length).toBeGreaterThan(1);
});

it('a command that is not about one account has no --profile', () => {
  const names = (more: object) => globalFlagsOf({ name: 'x', summary: '', ...more }).map(({ name }) => name);
  expect([names({}).includes('profile'), names({ takesNoProfile: true }).includes('profile')]).toEqual([true, false]);
});
