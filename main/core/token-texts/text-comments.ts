// Which places of a text are commented out: lines, and blocks of source code and HTML. Pure.

const LINE_COMMENT = /^\s*(?:#(?!HttpOnly_|define\s)|\/\/|;|--\s|rem\s)/i;
/** Of the beginning of a line: a mark of a comment comes soon, or not at all. */
const MOST_INDENT = 200;
/** Where a block begins. What a browser accepts (`*` and a slash, after a sign or a letter) is none. */
const BLOCK_START = /(?<![^\s,;{}()[\]])\/\*|<!--/g;

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
    return (blocks[block]?.[0] ?? Infinity) <= at || isLineComment(text.slice(lineStart, at));
  };
}

/** Whether a line that begins so is commented out. */
export function isLineComment(line: string): boolean {
  return LINE_COMMENT.test(line.slice(0, MOST_INDENT));
}

/** From each beginning to its end. One that does not end is no comment, and there are no further ones of its kind. */
function blocksOf(text: string): readonly (readonly [start: number, end: number])[] {
  const blocks: [number, number][] = [];
  const endless = new Set<string>();
  let covered = 0;
  for (const { 0: mark, index } of text.matchAll(BLOCK_START)) {
    if (index < covered || endless.has(mark)) continue;
    covered = text.indexOf(mark === '/*' ? '*/' : '-->', index + mark.length);
    if (covered < 0) endless.add(mark);
    else blocks.push([index, covered]);
  }
  return blocks;
}
