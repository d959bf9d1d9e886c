// Reads data that an earlier version of the app has stored: a chain of small migrations, each from one version to the next. All other code knows the
// newest form only. Used by the index, the record, the preferences and the header of sealed files. Pure.
import type * as z from 'zod';

/** The result of reading. `later`: written by a newer version of the app; it must not be changed. `damaged`: incomplete, or not written by this app. */
export type StoredValue<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'later'; readonly version: number }
  | { readonly kind: 'damaged' };

/**
 * All versions of one stored format, oldest first, counted from 1. Schemas that accept unknown keys (`z.looseObject`) keep them in every step and
 * every rewrite. Make it with {@link storedVersions}.
 */
export class StoredVersions<Value> {
  /** The newest version; only this one is written. */
  readonly current: number;
  readonly #read: (json: unknown, version: number) => Value | undefined;

  constructor(current: number, read: (json: unknown, version: number) => Value | undefined) {
    this.current = current;
    this.#read = read;
  }

  /** Adds a version: its schema, and the step that converts a value of the former version. */
  next<Next>(schema: z.ZodType<Next>, step: (former: Value) => Next): StoredVersions<Next> {
    const version = this.current + 1;
    return new StoredVersions(version, (json, from) => {
      if (from === version) return schema.safeParse(json).data;
      const former = this.#read(json, from);
      return former === undefined ? undefined : schema.safeParse(step(former)).data;
    });
  }

  /** Reads parsed JSON of any version into the newest form. `version`: the stored version number, not checked yet. */
  read(json: unknown, version: unknown): StoredValue<Value> {
    if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return { kind: 'damaged' };
    if (version > this.current) return { kind: 'later', version };
    const value = this.#read(json, version);
    return value === undefined ? { kind: 'damaged' } : { kind: 'value', value };
  }
}

/** A chain with version 1 only. */
export function storedVersions<First>(schema: z.ZodType<First>): StoredVersions<First> {
  return new StoredVersions(1, (json) => schema.safeParse(json).data);
}
