// What betrays a fault point or a switch of the simulator in a bundle: the names that those modules carry through bundling and minifying.
// Used by bundle.mjs on what it wrote and by package-checks.mjs on what is packed. The product itself has none of them.
import { SetupError } from './setup-error.mjs';

/** The ports that fault points are named after, as they stand in quotes. */
const POINTS = [
  ...['store.load', 'store.save', 'store.clear', 'index.update', 'index.remove', 'lock.acquire', 'lock.release:before'],
  ...['journal.read', 'journal.writeIntent', 'journal.writeSealed', 'journal.clearIntent', 'journal.clear'],
].flatMap((name) => ['"', "'", '`'].map((quote) => `${quote}${name}${quote}`));

const NAMES = [
  ...POINTS,
  // Points that are put together, and the programs around them.
  ...['.write:half', '.folder-sync', 'at the point', 'made to fail', 'uncleared'],
  ...['AXM_FAULT', 'AXIOM_FAULTS', 'createFaultPoints', 'installFaultyDisk'],
  // The simulator.
  ...['reset-before', 'lost-answer', 'reset-mid-answer', 'reset-mid-head', 'death-after-answer', 'captive-portal'],
  ...['captive-redirect', 'isRefusingRefresh', 'wrongPasswordStatus', 'otpTokenAs', 'tokensAs', 'refreshBody'],
];

/** A comment in which esbuild names a module of the tests; and a path of one. */
const MODULES = /^\s*\/\/ test\/[\w/.-]+|test\/(?:support|axiom-simulator|faults)\/[\w/.-]+/gm;

/** What is found in the text of a bundle, each once; empty when it is clean. */
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
