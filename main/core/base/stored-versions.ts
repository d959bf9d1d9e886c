// Reads what an earlier version of the app has stored: a chain of small steps, each from one version's form to the next one's, so that only the newest
// form is known anywhere else. Used by the index, the record, the preferences and the header of sealed files. Pure.
import type * as z from 'zod';

/** What was found. `later`: made by a newer version of the app; it must be left as it is. `damaged`: none of ours, or not whole. */
export type StoredValue<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'later'; readonly version: number }
  | { readonly kind: 'damaged' };

/**
 * The forms of one stored thing, oldest first; versions count from 1. Schemas that let unknown keys through (`z.looseObject`) keep them over every
 * step and every rewrite. Make it with {@link storedVersions}.
 */
export class StoredVersions<Value> {
  /** The newest version: the one that is written. */
  readonly current: number;
  readonly #read: (json: unknown, version: number) => Value | undefined;

  constructor(current: number, read: (json: unknown, version: number) => Value | undefined) {
    this.current = current;
    this.#read = read;
  }

  /** One version more: its form, and what a value of the former version becomes in it. */
  next<Next>(schema: z.ZodType<Next>, step: (former: Value) => Next): StoredVersions<Next> {
    const version = this.current + 1;
    return new StoredVersions(version, (json, from) => {
      if (from === version) return schema.safeParse(json).data;
      const former = this.#read(json, from);
      return former === undefined ? undefined : schema.safeParse(step(former)).data;
    });
  }

  /** The value behind parsed JSON of a version, in its newest form. `version` is what is written beside it, whatever that is. */
  read(json: unknown, version: unknown): StoredValue<Value> {
    if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return { kind: 'damaged' };
    if (version > this.current) return { kind: 'later', version };
    const value = this.#read(json, version);
    return value === undefined ? { kind: 'damaged' } : { kind: 'value', value };
  }
}

/** The chain that begins with version 1. */
export function storedVersions<First>(schema: z.ZodType<First>): StoredVersions<First> {
  return new StoredVersions(1, (json) => schema.safeParse(json).data);
}
