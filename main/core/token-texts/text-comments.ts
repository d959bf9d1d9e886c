// Finds the parts of a text that are commented out: comment lines, and blocks of source code and HTML. Pure.

const LINE_COMMENT = /^\s*(?:#(?!HttpOnly_|define\s)|＃|\/\/|;|--\s|::\s|@?rem\s|dnl\s)/i;
/** A comment line after what other programs put before a line: quote marks of a mail, signs of a diff or a list, numbers, the name of a file. */
const BEFORE_LINE = /^\s*(?:(?:[>+*|$"-]|\d{1,6}[:\t]|[\w./-]{1,80}:(?:\d{1,6}:)?)\s*){1,3}[#＃](?!HttpOnly_|define\s)/;
/** A comment after a value on the same line, or instead of a name in JSON. */
const BEHIND = /(?:[=:]\s*["']?[\w.+/=-]{16,}["']?\s+#\s[^#]{0,80}|["']\/\/[^"'\n]{0,60}["']\s*:\s*["']?)$/;
/** How many characters before a position are searched for such a comment. */
const MOST_BEHIND = 2_000;
/** How much of a line is searched for a comment mark, which is at its beginning or not there at all. */
const MOST_INDENT = 200;
/** The start of a comment block. Not in a value such as the accepted types of a browser ("text/*"). */
const BLOCK_START = /(?<![^\s,;{}()[\]])\/\*|<!--|<#|\{#|\{-(?!-)|--\[\[/g;
const BLOCK_ENDS: Readonly<Record<string, string>> = {
  '/*': '*/',
  '<!--': '-->',
  '<#': '#>',
  '{#': '#}',
  '{-': '-}',
  '--[[': ']]',
};

/**
 * Returns a function that checks whether a position is commented out. Call it with ascending positions: it searches
 * each line only once.
 */
export function commentsOf(text: string): (at: number) => boolean {
  const blocks = blocksOf(text);
  let block = 0;
  let lineStart = 0;
  let from = 0;
  return (at) => {
    const lastBreak = text.slice(from, at).lastIndexOf('\n');
    if (lastBreak >= 0) lineStart = from + lastBreak + 1;
    from = Math.max(from, at);
    while ((blocks[block]?.[1] ?? Infinity) <= at) block++;
    const line = text.slice(lineStart, at);
    return (blocks[block]?.[0] ?? Infinity) <= at || isLineComment(line) || BEHIND.test(line.slice(-MOST_BEHIND));
  };
}

/** Whether a line with this beginning is commented out. */
export function isLineComment(line: string): boolean {
  const beginning = line.slice(0, MOST_INDENT);
  return LINE_COMMENT.test(beginning) || BEFORE_LINE.test(beginning);
}

/** The comment blocks, from start to end. A block without an end is not a comment, and no further ones of its kind are searched. */
function blocksOf(text: string): readonly (readonly [start: number, end: number])[] {
  const blocks: [number, number][] = [];
  const endless = new Set<string>();
  let covered = 0;
  for (const { 0: mark, index } of text.matchAll(BLOCK_START)) {
    if (index < covered || endless.has(mark)) continue;
    covered = text.indexOf(BLOCK_ENDS[mark] ?? '', index + mark.length);
    if (covered < 0) endless.add(mark);
    else blocks.push([index, covered]);
  }
  return blocks;
}
