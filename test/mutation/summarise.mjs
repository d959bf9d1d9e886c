// @ts-check
// Turns Stryker's report into a table: per file how many mutants were noticed, and where the others are. Used by run.mjs.
import { UNNOTICED } from './second-run.mjs';

const NOTICED = new Set(['Killed', 'Timeout']);

/** The table as text. */
export function summarise(/** @type {import('./second-run.mjs').Report} */ { files }) {
  const rows = Object.entries(files).map(([name, { mutants }]) => ({
    name,
    killed: mutants.filter(({ status }) => NOTICED.has(status)).length,
    left: mutants.filter(({ status }) => UNNOTICED.has(status)).length,
  }));
  rows.push({
    name: 'all',
    killed: rows.reduce((sum, { killed }) => sum + killed, 0),
    left: rows.reduce((sum, { left }) => sum + left, 0),
  });
  const lines = rows.map(({ name, killed, left }) => {
    const share = killed + left === 0 ? 100 : (100 * killed) / (killed + left);
    return `${share.toFixed(1).padStart(5)} %  ${String(killed).padStart(5)} noticed  ${String(left).padStart(4)} not  ${name}`;
  });
  return `\n${lines.join('\n')}\n`;
}
