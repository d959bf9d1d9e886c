// The description of the file at a path that the user types for a program. Types.

/**
 * `program`: it is identified by its own path. `script`: it is identified with the interpreter that runs it; `runsAs` is the program id by its first line,
 * absent when that names no interpreter. `runner`: it runs scripts or other programs, each of which is identified separately.
 */
export type ProgramFile =
  | { readonly kind: 'none' }
  | { readonly kind: 'runner'; readonly path: string }
  | { readonly kind: 'program'; readonly path: string; readonly fileId?: string | undefined }
  | {
      readonly kind: 'script';
      readonly path: string;
      readonly runsAs?: string | undefined;
      readonly fileId?: string | undefined;
    };

/** Describes the file at a path. `path` in the result has all links resolved. Never rejects: a missing file is `none`. */
export type LookAtProgram = (path: string) => Promise<ProgramFile>;
