import { expect, it } from 'vitest';
import { nearestName } from '../../../../main/cli/tree/nearest-name';

const NAMES = ['token', 'status', 'trail', 'refresh', 'restore', 'resume', 'man'];

it.each([
  ['tokne', 'token'],
  ['TOKEN', 'token'],
  ['statu', 'status'],
  ['refesh', 'refresh'],
  ['mna', 'man'],
  ['resmue', 'resume'],
  ['banana', undefined],
  ['', undefined],
  ['x'.repeat(500), undefined],
])('takes %s for %s', (typed, meant) => {
  expect(nearestName(typed, NAMES)).toBe(meant);
});
