// A file to which lines are only appended: the activity log and the audit trail.
// Implemented over files by main/adapters/files/line-file.ts and in memory for tests; test/contracts/line-file.contract.ts runs against both.

export interface LineFile {
  /**
   * Appends all of the lines, or none. A line must not contain a newline. Do not call it again before it has ended.
   * @throws AxiomTokenError `STORAGE_FULL`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`
   */
  append(lines: readonly string[]): Promise<void>;
  /**
   * The lines that exist when reading begins, newest first; a line that was cut off may be among them. A file that has grown too large keeps only its newer
   * part.
   * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`
   */
  newestFirst(): AsyncIterable<string>;
}
