// @ts-check
// The bench's result: rows, each a ratio to a baseline of the same run, as JSON and as a table. Does not know what was measured.

/**
 * @typedef {object} BenchRow
 * @property {string} id
 * @property {string} name
 * @property {number} value median of ours
 * @property {number} baseline median of what it is compared with
 * @property {number} ratio value / baseline
 * @property {string} unit of value and baseline
 * @property {number} runs how often each was measured, in turn
 */

/**
 * A row from all measured values.
 * @param {{id: string, name: string, unit: string, values: readonly number[], baselines: readonly number[]}} measured
 * @returns {BenchRow}
 */
export function makeRow({ id, name, unit, values, baselines }) {
  const value = round(median(values));
  const baseline = round(median(baselines));
  return { id, name, value, baseline, ratio: round(median(values) / median(baselines)), unit, runs: values.length };
}

/** The median; for an even number of values the mean of the two in the middle. */
export function median(/** @type {readonly number[]} */ values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1];
  const high = sorted[Math.floor(middle)];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return (low + high) / 2;
}

/** The rows as text, one per line. */
export function formatTable(/** @type {readonly BenchRow[]} */ rows) {
  const lines = [
    ['what', 'ours', 'baseline', 'ratio', 'unit', 'runs'],
    ...rows.map((row) => [row.name, ...[row.value, row.baseline, row.ratio].map(String), row.unit, String(row.runs)]),
  ];
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const isText = (/** @type {number} */ column) => column === 0 || column === 4;
  return lines
    .map((line) =>
      line.map((text, at) => (isText(at) ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join('  '),
    )
    .join('\n');
}

/** Four significant digits. */
function round(/** @type {number} */ value) {
  return Number(value.toPrecision(4));
}
