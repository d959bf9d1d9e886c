// The names that a bundle of esbuild uses of Node's own modules, found in its text. Pure.

/** One name of one module. */
export interface Asked {
  readonly module: string;
  readonly key: string;
}

/** The start of a part of the bundle: another part may use the same name for another module. */
const PART = /^(?:\/\/.*\n)?"\.\/[\w-]+\.cjs": /m;
/** A module of Node with the name that esbuild gives it, as esbuild and build/module-parts.mjs write it; nothing else has such a name. */
const BOUND = /\bvar (import_\w+) = (?:__toESM\()?(?:\$lazy|require)\("node:([a-z_/]+)"\)/g;

/**
 * Each name once. Names used through a whole module (`import * as path`) are not found, nor those of `process`, which has more members in Electron than in Node.
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
