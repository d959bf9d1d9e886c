// The rows of the scoreboard: which measure lives in which module. Each module of this folder exports `run`, and a test beside it runs its short
// form in `npm test`; `npm run test:faults` runs all of them in full (scoreboard.full.ts).

/** How many cases to try, the seed, and where to report. */
export interface RowRun {
  readonly scale: 'short' | 'full';
  readonly seed: number;
  readonly log: (line: string) => void;
}

/** One row of `scoreboard.json`. `tried` counts the cases; `lost`, `torn` and `wrong` those with these results. */
export interface Row {
  readonly id: string;
  readonly tried: number;
  readonly lost: number;
  readonly torn: number;
  readonly wrong: number;
  readonly goal: string;
  readonly ok: boolean;
}

/** A row with the facts of its run. `commit` ends in `+` if there were uncommitted changes. */
export interface KeptRow extends Row {
  readonly seed: number;
  readonly commit: string;
  readonly seconds: number;
  readonly platform: string;
}

/** All measures, in the order of the table, with their modules in this folder. */
export const MEASURES: Readonly<Record<string, string>> = {
  C1: './kill',
  P1: './processes',
  S1: './store-matrix',
  N1: './answers',
  F1: './disk',
  U1: './takeover',
  T1: './soak',
  Z1: './fuzz',
  Z2: './model',
  L1: './canary',
};

/** The rows with `row` replacing the old one of its measure, in the order of the table. */
export function withRow(rows: readonly KeptRow[], row: KeptRow): readonly KeptRow[] {
  const order = Object.keys(MEASURES);
  const all = [...rows.filter(({ id }) => id !== row.id), row];
  return all.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

/** The rows as a table for a terminal. */
export function formatTable(rows: readonly Row[]): string {
  const heads = ['id', 'tried', 'lost', 'torn', 'wrong', 'ok', 'goal'] as const;
  const cells = rows.map((row) => heads.map((head) => (head === 'ok' ? (row.ok ? 'yes' : 'NO') : String(row[head]))));
  const widths = heads.map((head, column) => Math.max(head.length, ...cells.map((line) => line[column]?.length ?? 0)));
  const print = (line: readonly string[]) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [heads, ...cells].map(print).join('\n');
}
