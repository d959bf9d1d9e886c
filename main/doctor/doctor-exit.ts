// The exit code of `doctor`: that of the most serious finding that is wrong. Warnings do not count as failures. Pure.
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

/** Most serious first: tokens cannot be stored, the app cannot be reached, the network is down, anything else. */
const WORST_FIRST = [8, 11, 9, 1];

/** The exit code for these findings. */
export function exitOfFindings(findings: readonly Pick<Finding, 'id' | 'verdict'>[]): number {
  const codes = new Set(
    findings.filter(({ verdict }) => verdict === 'wrong').map(({ id }) => (isCheckId(id) ? EXIT_OF_CHECK[id] : 1)),
  );
  return WORST_FIRST.find((code) => codes.has(code)) ?? 0;
}

/** Findings may come from a newer app with checks that are not known here. */
function isCheckId(id: string): id is CheckId {
  return Object.hasOwn(CHECK_TITLES, id);
}
