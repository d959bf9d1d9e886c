// Finds code of the fault tests or the simulator in a bundle, by names in those modules that bundling and minifying do not change.
// Used by bundle.mjs on its output and by packages/package-checks.mjs on the packed files. The product contains none of these names.
import { SetupError } from './setup-error.mjs';

/** Names of fault points, which are named after the ports, in each kind of quotes. */
const POINTS = [
  ...['store.load', 'store.save', 'store.clear', 'index.update', 'index.remove', 'lock.acquire', 'lock.release:before'],
  ...['journal.read', 'journal.writeIntent', 'journal.writeSealed', 'journal.clearIntent', 'journal.clear'],
].flatMap((name) => ['"', "'", '`'].map((quote) => `${quote}${name}${quote}`));

const NAMES = [
  ...POINTS,
  // Parts of composed fault point names, and texts of the fault test programs.
  ...['.write:half', '.folder-sync', 'at the point', 'made to fail', 'uncleared'],
  ...['AXM_FAULT', 'AXIOM_FAULTS', 'createFaultPoints', 'installFaultyDisk'],
  // Texts of the simulator.
  ...['reset-before', 'lost-answer', 'reset-mid-answer', 'reset-mid-head', 'death-after-answer', 'captive-portal'],
  ...['captive-redirect', 'isRefusingRefresh', 'wrongPasswordStatus', 'otpTokenAs', 'tokensAs', 'refreshBody'],
];

/** A comment in which esbuild names a test module, or the path of such a module. */
const MODULES = /^\s*\/\/ test\/[\w/.-]+|test\/(?:support|axiom-simulator|faults)\/[\w/.-]+/gm;

/** The traces in a bundle's text, without duplicates. */
export function findFaultTraces(/** @type {string} */ text) {
  const modules = text.match(MODULES) ?? [];
  return [...new Set([...NAMES.filter((name) => text.includes(name)), ...modules.map((name) => name.trim())])];
}

/** Throws a `SetupError` that names the first trace in `text`. */
export function refuseFaultTraces(/** @type {string} */ file, /** @type {string} */ text) {
  const [trace] = findFaultTraces(text);
  if (trace === undefined) return;
  throw new SetupError(
    `${file} contains a part of the fault tests: ${trace}.`,
    'Keep fault points and the simulator in test/, then build again.',
  );
}
