// Makes programs of CommonJS from what esbuild has split, which it does with modules (ESM) only. Used by main-bundle.mjs and command-line-bundle.mjs.
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';

const LOADER = join(import.meta.dirname, 'module-parts-loader.cjs');

/**
 * The file that is started: its loader, with the parts that lie in it.
 * @param {readonly (readonly [name: string, code: string])[]} parts
 * @param {string} entry the name of the part that is run
 * @param {string} [beside] code that makes a function of the name of a part that does not lie in it
 */
export async function programOf(parts, entry, beside = 'require') {
  const loader = await readFile(LOADER, 'utf8');
  return loader
    .replace(/^(?:\/\/.*\n)+/, '')
    .replace("parts: 'parts'", () => parts.map(([name, text]) => `${JSON.stringify(`./${name}`)}: ${text}`).join(',\n'))
    .replace("'beside'", () => beside)
    .replace("'entry'", () => JSON.stringify(`./${entry}`));
}

/** Where a part stands in the file of {@link partsFile}. @typedef {readonly [start: number, end: number, line: number]} PartPlace bytes, and lines before it */

/**
 * A file of parts of which a program reads all at once, but compiles each only when it is loaded (main-parts-reader.cjs).
 * @param {readonly (readonly [name: string, code: string])[]} parts
 */
export function partsFile(parts) {
  /** @type {Record<string, PartPlace>} */
  const places = {};
  let text = '({\n';
  for (const [name, code] of parts) {
    text += `${JSON.stringify(`./${name}`)}: `;
    const start = Buffer.byteLength(text);
    places[`./${name}`] = [start, start + Buffer.byteLength(code), text.split('\n').length - 1];
    text += `${code},\n`;
  }
  return { text: `${text}});\n`, places };
}

/**
 * One module of esbuild as a function of CommonJS: there a part is loaded by a plain `require`, when the code comes to it.
 * @param {string} text
 * @param {{target: string, minify?: boolean | undefined, isLater?: boolean}} options `isLater`: it stands in a file of parts
 */
export async function asPart(text, { target, minify = false, isLater = false }) {
  const { transform } = await import('esbuild');
  const options = /** @type {const} */ ({ platform: 'node', target, legalComments: 'none' });
  const plain = await transform(text, { ...options, format: 'cjs', supported: { 'dynamic-import': false } });
  const whole = `function (module, exports, require) {${withLazyModules(plain.code)}}`;
  const minified = minify ? await transform(`x=${whole}`, { ...options, minify }) : undefined;
  const code = minified?.code.trim().replace(/^x=|;$/g, '') ?? whole;
  // In brackets, V8 compiles it at once and not a second time when it is called.
  return isLater ? code : `(${code})`;
}

/** How esbuild writes an import of a module of Node, and how a package of CommonJS asks for one. */
const NODE_MODULE =
  /^( *var \w+ = )(?:__toESM\()?(?:require|__require|\(0, \w+\.__require\))\("((?:node:)?[a-z_/]+)"\)(?:, 1)?\)?;$/gm;
/** What stands for it until something of it is used. */
const LAZY =
  'var $lazy = (name) => new Proxy({}, { get: (_, key) => (key === "default" ? require(name) : require(name)[key]) });\n';

/** Node's own modules cost more to load than a token costs to fetch, and a start of the app a tenth; many of them are used by few calls. */
function withLazyModules(/** @type {string} */ code) {
  const lazy = code.replaceAll(NODE_MODULE, (whole, start, name) =>
    isBuiltin(name) ? `${start}$lazy(${JSON.stringify(name)});` : whole,
  );
  return lazy === code ? code : LAZY + lazy;
}
