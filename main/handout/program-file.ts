// What lies at the path that a person types for a program. Types.

/**
 * `program`: it asks under its own path. `script`: it asks as what runs it; `runsAs` is the program id that its first line makes, absent where it names nobody.
 * `runner`: it runs scripts or other programs, each of which asks under its own name.
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

/** `path` in the answer is where the file really lies, all links followed. Never rejects: what cannot be found is `none`. */
export type LookAtProgram = (path: string) => Promise<ProgramFile>;
