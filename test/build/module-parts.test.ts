import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { asPart, programOf } from '../../build/module-parts.mjs';

const TARGET = 'node16.17';

describe('a part', () => {
  it.each([[false], [true]])('is a function of CommonJS; minified: %s', async (minify) => {
    const code = await asPart("import { a } from './a.cjs'; export const b = a + 1;", { target: TARGET, minify });
    const module = { exports: {} as { b?: number } };
    const part = runInNewContext(code) as (...args: unknown[]) => void;
    part(module, module.exports, (name: string) => ({ './a.cjs': { a: 1 } })[name]);
    expect(module.exports.b).toBe(2);
  });

  it('is compiled at once (in brackets) only if it runs at the start', async () => {
    const text = 'export const a = 1;';
    expect(await asPart(text, { target: TARGET })).toMatch(/^\(function[^]*\)$/);
    expect(await asPart(text, { target: TARGET, isLater: true })).toMatch(/^function[^]*\}$/);
  });

  it('is in ASCII and finds the same letters', async () => {
    const code = await asPart("export const found = '«é😀'.replace(/[\\«»]/g, '–').match(/^–é😀$/u)?.[0];", {
      target: TARGET,
    });
    expect(code).toMatch(/^[\n -~]*$/);
    const module = { exports: {} as { found?: string } };
    (runInNewContext(code) as (...args: unknown[]) => void)(module, module.exports, () => undefined);
    expect(module.exports.found).toBe('–é😀');
  });

  it('requires a module of Node on first use, and any other module at once', async () => {
    const code = await asPart(
      "import { request } from 'node:http'; import 'keytar'; export const use = () => request;",
      {
        target: TARGET,
      },
    );
    const asked: string[] = [];
    const module = { exports: {} as { use?: () => unknown } };
    const part = runInNewContext(code) as (...args: unknown[]) => void;
    part(module, module.exports, (name: string) => {
      asked.push(name);
      return { request: 'the request' };
    });
    expect(asked).toEqual(['keytar']);
    expect([module.exports.use?.(), asked]).toEqual(['the request', ['keytar', 'node:http']]);
  });
});

it('a program runs its entry and each part once, and gets any other module from Node once', async () => {
  const program = await programOf(
    [
      [
        'entry.cjs',
        "(function (module, exports, require) { require('./part.cjs'); require('./part.cjs'); require('other'); require('other'); })",
      ],
      ['part.cjs', "(function () { told.push('part: $& $1'); })"],
    ],
    'entry.cjs',
  );
  const told: string[] = [];
  runInNewContext(program, { told, require: (name: string) => told.push(name) });
  expect(told).toEqual(['part: $& $1', 'other']);
});
