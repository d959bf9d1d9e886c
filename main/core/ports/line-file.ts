// A file that only grows, a line at a time: what has happened, for whoever wants to look back.
// Implemented over files by main/adapters/files/line-file.ts and in memory for tests; test/contracts/line-file.contract.ts runs against both.

export interface LineFile {
  /**
   * Appends all of the lines, or none. A line must not hold a newline. One call at a time.
   * @throws AxiomTokenError `STORAGE_FULL`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`
   */
  append(lines: readonly string[]): Promise<void>;
  /**
   * The lines that are there when the reading begins, newest first, those of a line that was cut short among them. Of what has grown too large only the
   * newer part is kept.
   * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`
   */
  newestFirst(): AsyncIterable<string>;
}
