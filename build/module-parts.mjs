// Turns the ES modules that esbuild has split into CommonJS programs, because esbuild splits only ES modules. Used by main-bundle.mjs and command-line-bundle.mjs.
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';

const LOADER = join(import.meta.dirname, 'module-parts-loader.cjs');

/**
 * The text of the entry file: the loader with the parts inside it.
 * @param {readonly (readonly [name: string, code: string])[]} parts
 * @param {string} entry the name of the part that runs first
 * @param {string} [beside] code of a function that loads a part of another file by its name
 */
export async function programOf(parts, entry, beside = 'require') {
  const loader = await readFile(LOADER, 'utf8');
  return loader
    .replace(/^(?:\/\/.*\n)+/, '')
    .replace("parts: 'parts'", () => parts.map(([name, text]) => `${JSON.stringify(`./${name}`)}: ${text}`).join(',\n'))
    .replace("'beside'", () => beside)
    .replace("'entry'", () => JSON.stringify(`./${entry}`));
}

/** The position of a part in the file of {@link partsFile}. @typedef {readonly [start: number, end: number, line: number]} PartPlace in bytes, and the number of lines before it */

/**
 * A file of parts: a program reads it once, and compiles each part only when it is loaded (main-parts-reader.cjs).
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
 * Turns one of esbuild's modules into a CommonJS function: it loads another part with `require` when it needs it.
 * @param {string} text
 * @param {{target: string, minify?: boolean | undefined, isLater?: boolean}} options `isLater`: it belongs to a file of parts that is loaded later
 */
export async function asPart(text, { target, minify = false, isLater = false }) {
  const { transform } = await import('esbuild');
  const options = /** @type {const} */ ({ platform: 'node', target, legalComments: 'none' });
  const plain = await transform(text, { ...options, format: 'cjs', supported: { 'dynamic-import': false } });
  const whole = `function (module, exports, require) {${withLazyModules(plain.code)}}`;
  const minified = minify ? await transform(`x=${whole}`, { ...options, minify }) : undefined;
  const code = inAscii(minified?.code.trim().replace(/^x=|;$/g, '') ?? whole);
  // With parentheses V8 compiles the function at once, instead of a second time at the call.
  return isLater ? code : `(${code})`;
}

/** V8 keeps a text with one letter outside of Latin-1 in twice the memory. esbuild leaves such letters in regular expressions. */
function inAscii(/** @type {string} */ code) {
  const escaped = (/** @type {string} */ unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  // A backslash before such a letter has no meaning of its own; "\\" is matched, so that its second half is not taken for one.
  return code.replace(/\\?[^]/g, (text) => (text.charCodeAt(text.length - 1) > 0x7f ? escaped(text.slice(-1)) : text));
}

/** An import of a Node module as esbuild writes it, and as CommonJS packages write it. */
const NODE_MODULE =
  /^( *var \w+ = )(?:__toESM\()?(?:require|__require|\(0, \w+\.__require\))\("((?:node:)?[a-z_/]+)"\)(?:, 1)?\)?;$/gm;
/** Replaces such an import: loads the module at its first use. */
const LAZY =
  'var $lazy = (name) => new Proxy({}, { get: (_, key) => (key === "default" ? require(name) : require(name)[key]) });\n';

/** Loading Node's own modules costs more than fetching a token, and a tenth of an app start; few calls use many of them. */
function withLazyModules(/** @type {string} */ code) {
  const lazy = code.replaceAll(NODE_MODULE, (whole, start, name) =>
    isBuiltin(name) ? `${start}$lazy(${JSON.stringify(name)});` : whole,
  );
  return lazy === code ? code : LAZY + lazy;
}
