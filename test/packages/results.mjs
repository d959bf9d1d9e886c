// @ts-check
// The results of a run: a line for the terminal, the stored results, and README's table. Pure; does not know how a target was tested.

/** @typedef {import('./trial.mjs').Result} Result */
/**
 * @typedef {object} Origin the tested version, and the system
 * @property {string} commit short; ends in `+` if there were uncommitted changes
 * @property {string} system the system of the run
 */
/** @typedef {Result & Origin & {date: string}} KeptResult with the day of its run, as 2026-11-29 */

/**
 * @typedef {object} KeptResults
 * @property {string} version of the app
 * @property {string} electron the version in the packages
 * @property {Record<string, {bytes: number, commit: string}>} sizes of each artefact, by its name
 * @property {readonly KeptResult[]} results
 */

/** The markers around README's table. */
const START = '<!-- what was run: written by npm run test:packages -->';
const END = '<!-- end of what was run -->';

/** Failures are described in full on the terminal and in results.json. */
const LONGEST_CELL = 240;

const WORDS = { passed: 'ok', failed: 'FAILED', 'not run': 'not run' };

/** One line, however long the reason is. */
export function lineOf(/** @type {Result} */ { target, state, text, seconds }) {
  const time = seconds === undefined ? '' : `, ${seconds} s`;
  return `${WORDS[state].padEnd(7)}  ${target}: ${text.replaceAll(/\s+/g, ' ').trim()}${time}`;
}

/**
 * The results with those of a new run replacing the old ones of the same targets.
 * @param {KeptResults | undefined} former
 * @param {KeptResults} latest
 * @returns {KeptResults}
 */
export function withFormer(former, latest) {
  const same = (/** @type {readonly KeptResult[]} */ results, /** @type {Result} */ { target }) =>
    results.find((each) => each.target === target);
  if (former?.version !== latest.version || former.electron !== latest.electron) return latest;
  const kept = former.results.map((each) => same(latest.results, each) ?? each);
  const added = latest.results.filter((each) => !same(former.results, each));
  return { ...latest, sizes: { ...former.sizes, ...latest.sizes }, results: [...kept, ...added] };
}

/** The table for README; one for each system that something ran on. */
export function tableOf(/** @type {KeptResults} */ { version, electron, results }) {
  const cell = (/** @type {string} */ text) => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();
  return [...new Set(results.map(({ system }) => system))]
    .map((system) => {
      const rows = results
        .filter((each) => each.system === system)
        .map(
          ({ target, state, date, commit, text }) =>
            `| ${cell(target)} | ${state}, ${date}, ${commit} | ${cell(text).slice(0, LONGEST_CELL)} |`,
        );
      return [
        `Version ${version} with Electron ${electron}, on ${system}:`,
        '',
        '| package | result, day, commit | what was done |',
        '|---|---|---|',
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}

/**
 * README with the table in its place.
 * @param {string} readme
 * @param {string} table
 */
export function withTable(readme, table) {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start === -1 || end < start) throw new Error(`README.md has no place for the table: ${START} and ${END}`);
  return `${readme.slice(0, start + START.length)}\n${table}\n${readme.slice(end)}`;
}
