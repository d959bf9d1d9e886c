// Finds code of the fault tests or of the simulator in a bundle, by names of those modules that bundling and minifying keep.
// Used by bundle.mjs on its output and by packages/package-checks.mjs on the packed files. The product has none of these names.
import { SetupError } from './setup-error.mjs';

/** Names of fault points, which are those of the ports, in each kind of quotes. */
const POINTS = [
  ...['store.load', 'store.save', 'store.clear', 'index.update', 'index.remove', 'lock.acquire', 'lock.release:before'],
  ...['journal.read', 'journal.writeIntent', 'journal.writeSealed', 'journal.clearIntent', 'journal.clear'],
].flatMap((name) => ['"', "'", '`'].map((quote) => `${quote}${name}${quote}`));

const NAMES = [
  ...POINTS,
  // Parts of composed point names, and the programs of the fault tests.
  ...['.write:half', '.folder-sync', 'at the point', 'made to fail', 'uncleared'],
  ...['AXM_FAULT', 'AXIOM_FAULTS', 'createFaultPoints', 'installFaultyDisk'],
  // The simulator.
  ...['reset-before', 'lost-answer', 'reset-mid-answer', 'reset-mid-head', 'death-after-answer', 'captive-portal'],
  ...['captive-redirect', 'isRefusingRefresh', 'wrongPasswordStatus', 'otpTokenAs', 'tokensAs', 'refreshBody'],
];

/** A comment in which esbuild names a module of the tests, or the path of such a module. */
const MODULES = /^\s*\/\/ test\/[\w/.-]+|test\/(?:support|axiom-simulator|faults)\/[\w/.-]+/gm;

/** The traces found in the text of a bundle, without duplicates; empty when there is none. */
export function findFaultTraces(/** @type {string} */ text) {
  const modules = text.match(MODULES) ?? [];
  return [...new Set([...NAMES.filter((name) => text.includes(name)), ...modules.map((name) => name.trim())])];
}

/** Throws a `SetupError` that names the first trace in `text`. */
export function refuseFaultTraces(/** @type {string} */ file, /** @type {string} */ text) {
  const [trace] = findFaultTraces(text);
  if (trace === undefined) return;
  throw new SetupError(
    `${file} carries a part of the fault tests: ${trace}.`,
    'Keep fault points and the simulator in test/, then build again.',
  );
}
