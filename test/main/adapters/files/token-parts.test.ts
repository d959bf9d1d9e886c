import { describe, expect, it } from 'vitest';
import { tokenParts } from '../../../../main/adapters/files/token-parts';
import { makeJwt } from '../../../support/make-jwt';

const A = makeJwt({ issuedAtMs: 1 }).expose();
const R = makeJwt({ issuedAtMs: 2 }).expose();
const HEADER = `cookie: theme=dark; auth-refresh-token=${R}; auth-access-token=${A}; x=1`;
const isComment = (line: string) => line.startsWith('#');
const partsOf = (text: string) => tokenParts(Buffer.from(text), isComment);
const filler = (length: number) => 'lorem ipsum '.repeat(Math.ceil(length / 12)).slice(0, length);

describe('a large file', () => {
  it('gives what is around its tokens, both of a header in one part', async () => {
    const parts = await partsOf(`${filler(3_000_000)}\n${HEADER}\n${filler(3_000_000)}`);
    expect(parts).toContain(HEADER);
    expect(parts.length).toBeLessThan(4_000);
  });

  it('gives repeated content once', async () => {
    const line = `${filler(2_000)}\n${HEADER}\n${filler(2_000)}\n`;
    const parts = await partsOf(line.repeat(1_000));
    expect(parts.split(HEADER)).toHaveLength(2);
  });

  it('gives the last ones where there are too many', async () => {
    const lines = Array.from(
      { length: 4_000 },
      (_, number) => `${filler(1_000)} number ${number} eyJ${'a'.repeat(30)}${number}\n`,
    );
    const parts = await partsOf(lines.join(''));
    expect([parts.includes('number 3999'), parts.includes('number 0 '), parts.length < 1024 * 1024]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('gives only those with the names of Axiom’s cookies where many others would hide them', async () => {
    const others = Array.from({ length: 100 }, (_, number) => `${filler(1_500)} eyJ${'b'.repeat(30)}${number}\n`);
    const parts = await partsOf(`${HEADER}\n${others.join('')}`);
    expect([parts.includes(HEADER), parts.includes('bbb')]).toEqual([true, false]);
    const few = await partsOf(`${HEADER}\n${others.slice(0, 10).join('')}`);
    expect([few.includes(HEADER), few.includes('bbb')]).toEqual([true, true]);
  });

  it('marks a part of a long line that is commented out', async () => {
    const parts = await partsOf(`# ${filler(2_000)} ${A}\n${filler(2_000)}\n${filler(2_000)} ${R}`);
    expect(parts).toMatch(/^# lorem|^# .*/);
    expect(parts.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(1);
  });

  it('without any gives nothing', async () => {
    expect(await partsOf(filler(2_000_000))).toBe('');
  });
});
