// What a bundle of esbuild asks Node's own modules for, by the names of its text. Pure.

/** One name of one module. */
export interface Asked {
  readonly module: string;
  readonly key: string;
}

/** Where a part of the bundle begins: another part may call another module by the same name. */
const PART = /^(?:\/\/.*\n)?"\.\/[\w-]+\.cjs": /m;
/** A module of Node under the name that esbuild gives it, as that and build/module-parts.mjs write it; nothing else has such a name. */
const BOUND = /\bvar (import_\w+) = (?:__toESM\()?(?:\$lazy|require)\("node:([a-z_/]+)"\)/g;

/**
 * Each name once. Not seen are what is called on a module as a whole (`import * as path`), and on `process`, which Electron has more in than Node.
 */
export function asksNodeFor(bundle: string): readonly Asked[] {
  const asked = new Map<string, Asked>();
  for (const text of bundle.split(PART)) {
    for (const [, variable, module] of text.matchAll(BOUND)) {
      if (variable === undefined || module === undefined || module === 'process') continue;
      for (const [, key] of text.matchAll(new RegExp(`\\b${variable}(?:\\.default)?\\.(\\w+)`, 'g'))) {
        if (key !== undefined && key !== 'default') asked.set(`${module}.${key}`, { module, key });
      }
    }
  }
  return [...asked.values()];
}
