// Tables of comma-separated values (RFC 4180), which every spreadsheet opens. Pure.

/** Without it some spreadsheets do not read the file as UTF-8 and garble letters such as "é". */
const BYTE_ORDER_MARK = '\uFEFF';
/** A spreadsheet runs a cell that begins so as a formula, and the names of accounts and programs may be any text. */
const FORMULA = /^[=+\-@\t\r]/;

/** The table, with the names of its columns in the first row. */
export function csvTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
