// @ts-check
// Mutants that the named tests did not notice are tried with the tests over all combinations, which would take hours for every mutant. Used by run.mjs.

/**
 * @typedef {{line: number, column: number}} Point
 * @typedef {{mutatorName: string, replacement?: string, location: {start: Point, end: Point}, status: string}} Mutant
 * @typedef {{files: Record<string, {mutants: Mutant[]}>}} Report In the schema of mutation-testing-report-schema: lines and columns from 1.
 */

/** The states of a mutant that no test noticed. */
export const UNNOTICED = new Set(['Survived', 'NoCoverage']);

/** Where the mutants that were not noticed are, as Stryker's option `mutate` takes it: lines from 1, columns from 0. */
export function rangesOfUnnoticed(/** @type {Report} */ { files }) {
  return Object.entries(files).flatMap(([name, { mutants }]) =>
    mutants
      .filter(({ status }) => UNNOTICED.has(status))
      .map(({ location: { start, end } }) => `${name}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`),
  );
}

/** `first`, with the status that `second` gives to mutants that `first` did not notice. */
export function withSecondRun(/** @type {Report} */ first, /** @type {Report} */ second) {
  return {
    ...first,
    files: Object.fromEntries(
      Object.entries(first.files).map(([name, file]) => {
        const seen = new Map((second.files[name]?.mutants ?? []).map((mutant) => [nameOf(mutant), mutant.status]));
        const mutants = file.mutants.map((mutant) => {
          const status = UNNOTICED.has(mutant.status) ? seen.get(nameOf(mutant)) : undefined;
          return status === undefined || status === 'NoCoverage' ? mutant : { ...mutant, status };
        });
        return [name, { ...file, mutants }];
      }),
    ),
  };
}

function nameOf(/** @type {Mutant} */ { mutatorName, replacement, location }) {
  return JSON.stringify([mutatorName, replacement, location.start, location.end]);
}
