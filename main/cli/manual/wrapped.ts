// Wraps text for help. Pure.

/** Splits text into lines of at most `width` letters; a longer word gets its own line. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Two columns, a name and its description, which is wrapped in its own column. */
export function columns(rows: readonly (readonly [name: string, words: string])[], width = 80): string[] {
  const wide = Math.min(28, Math.max(...rows.map(([name]) => name.length)));
  return rows.flatMap(([name, words]) => {
    const [first = '', ...others] = wrapped(words, width - wide - 4);
    const start =
      name.length > wide ? [`  ${name}`, `  ${' '.repeat(wide)}  ${first}`] : [`  ${name.padEnd(wide)}  ${first}`];
    return [...start, ...others.map((line) => `  ${' '.repeat(wide)}  ${line}`)];
  });
}
