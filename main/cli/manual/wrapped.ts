// Lines of a width, for help. Pure.

/** The words of a text in lines of at most `width` letters; a word that is longer has a line of its own. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Two columns: names, and what they are, which goes on below itself. */
export function columns(rows: readonly (readonly [name: string, words: string])[], width = 80): string[] {
  const wide = Math.min(28, Math.max(...rows.map(([name]) => name.length)));
  return rows.flatMap(([name, words]) => {
    const [first = '', ...others] = wrapped(words, width - wide - 4);
    const start =
      name.length > wide ? [`  ${name}`, `  ${' '.repeat(wide)}  ${first}`] : [`  ${name.padEnd(wide)}  ${first}`];
    return [...start, ...others.map((line) => `  ${' '.repeat(wide)}  ${line}`)];
  });
}
