// Finds the label of a token inside an object (JSON, YAML, HTML attributes): from another field of the object, or from the name of the object itself. Pure.
import { labelOf, OTHER, type TokenLabel } from './token-name';

const NAME_FIELD = /(?:^|[^\w])(name|key|id|label|Name raw)["']?\s*[:=]\s*["']?([\w-]+(?: [\w-]+){0,3})/gi;
const PARENT = /([\w-]{1,60})["']?\s*[:=]\s*$/;
/** The border between two items of a list, or between two blocks of lines. */
const ITEM = /\n[ \t]*(?:-[ \t]|\r?\n)/g;

/** The label; `undefined` when there is none. `before` and `after`: the text around the token, up to the neighbouring tokens. */
export function recordLabel(before: string, after: string): TokenLabel | undefined {
  const opened = openedAt(before);
  if (opened < 0) return labelByFields(...itemAround(before, after));
  const bracket = before.charAt(opened);
  const closed = closedAt(after, bracket === '<');
  const own = labelByFields(before.slice(opened + 1), after.slice(0, closed));
  if (own || bracket !== '{') return own;
  return labelOf(PARENT.exec(before.slice(0, opened))?.[1] ?? '');
}

function labelByFields(...parts: readonly string[]): TokenLabel | undefined {
  const names = parts.flatMap((part) => [...part.matchAll(NAME_FIELD)].map(([, , name = '']) => name));
  for (const name of names) {
    const label = labelOf(name);
    if (label) return label;
  }
  return names.some((name) => /[a-z]/i.test(name)) ? OTHER : undefined;
}

/** The position of the bracket that is still open at the end of `before`, or of the HTML element with the token as an attribute; below 0 when there is none. */
function openedAt(before: string): number {
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at--) {
    const letter = before.charAt(at);
    const isArrow = letter === '>' && /[=-]/.test(before.charAt(at - 1));
    if (letter === '}' || letter === ')' || (letter === '>' && !isArrow)) depth++;
    else if (letter === '{' || letter === '(' || (letter === '<' && /[a-z]/i.test(before.charAt(at + 1)))) {
      if (depth === 0) return at;
      depth--;
    }
  }
  return -1;
}

function closedAt(after: string, isElement: boolean): number {
  if (isElement) return Math.max(0, after.indexOf('>'));
  let depth = 0;
  for (let at = 0; at < after.length; at++) {
    const letter = after.charAt(at);
    if (letter === '{' || letter === '(') depth++;
    else if ((letter === '}' || letter === ')') && --depth < 0) return at;
  }
  return 0;
}

/** The lines of the same list item: those before the token, and those after it if the start of the item is known. */
function itemAround(before: string, after: string): readonly string[] {
  const start = [...before.matchAll(ITEM)].at(-1);
  const own = start ? before.slice(start.index) : before;
  const end = after.search(ITEM);
  return [own, start ? after.slice(0, end < 0 ? after.length : end) : ''];
}
