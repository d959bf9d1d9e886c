// Which places of a text are commented out: lines, and blocks of source code and HTML. Pure.

const LINE_COMMENT = /^\s*(?:#(?!HttpOnly_|define\s)|＃|\/\/|;|--\s|::\s|@?rem\s|dnl\s)/i;
/** What other programs put before a line: quote marks of a mail, signs of a diff or a list, numbers, the name of a file. */
const BEFORE_LINE = /^\s*(?:(?:[>+*|$"-]|\d{1,6}[:\t]|[\w./-]{1,80}:(?:\d{1,6}:)?)\s*){1,3}[#＃](?!HttpOnly_|define\s)/;
/** Behind a value of the same line, and in place of a name of JSON. */
const BEHIND = /(?:[=:]\s*["']?[\w.+/=-]{16,}["']?\s+#\s[^#]{0,80}|["']\/\/[^"'\n]{0,60}["']\s*:\s*["']?)$/;
/** Of a line, up to a place in it. */
const MOST_BEHIND = 2_000;
/** Of the beginning of a line: a mark of a comment comes soon, or not at all. */
const MOST_INDENT = 200;
/** Where a block begins. What a browser accepts (`*` and a slash, after a sign or a letter) is none. */
const BLOCK_START = /(?<![^\s,;{}()[\]])\/\*|<!--|<#|\{#|\{-(?!-)|--\[\[/g;
const BLOCK_ENDS: Readonly<Record<string, string>> = {
  '/*': '*/',
  '<!--': '-->',
  '<#': '#>',
  '{#': '#}',
  '{-': '-}',
  '--[[': ']]',
};

/** Tells of places in their order whether they are commented out; each line is looked for once, however many places are in it. */
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

/** Whether a line that begins so is commented out. */
export function isLineComment(line: string): boolean {
  const beginning = line.slice(0, MOST_INDENT);
  return LINE_COMMENT.test(beginning) || BEFORE_LINE.test(beginning);
}

/** From each beginning to its end. One that does not end is no comment, and there are no further ones of its kind. */
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
