// What the findings of `doctor` mean to a program: the exit code of the worst that is wrong. Warnings are no failure. Pure.
import type { Finding } from '../handout/operations';
import { CHECK_TITLES, type CheckId } from './check';

const EXIT_OF_CHECK: Readonly<Record<CheckId, number>> = {
  keychain: 8,
  files: 8,
  state: 8,
  socket: 11,
  versions: 11,
  clock: 9,
  hosts: 9,
  'session-bus': 1,
  tray: 1,
  autostart: 1,
  sandbox: 1,
};

/** The worst first: tokens that cannot be kept, an app that cannot be reached, a network that is down, anything else. */
const WORST_FIRST = [8, 11, 9, 1];

/** The exit code for these findings. */
export function exitOfFindings(findings: readonly Pick<Finding, 'id' | 'verdict'>[]): number {
  const codes = new Set(
    findings.filter(({ verdict }) => verdict === 'wrong').map(({ id }) => (isCheckId(id) ? EXIT_OF_CHECK[id] : 1)),
  );
  return WORST_FIRST.find((code) => codes.has(code)) ?? 0;
}

/** The app may be newer, and know other checks. */
function isCheckId(id: string): id is CheckId {
  return Object.hasOwn(CHECK_TITLES, id);
}
