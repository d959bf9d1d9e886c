// Finds in electron-builder's output why it failed: one line among stacks and calls that are longer than a screen. Pure. Used by unpacked-package.mjs.

/** What fpm.mjs puts before each of its lines. */
export const STAND_IN = 'axiom-fpm: ';

const MOST_LINES = 20;
const MOST_CHARS = 300;

/** Says nothing that another line does not say: places in code, headings, and the call in full. */
const EMPTY_WORDS = /^(at .*|Exit code:( \d+\. Command failed: .*)?|\d+|Output:|Error output:|)$/;

/**
 * The lines that a person needs, at most a screen of them.
 * @param {string} output all that electron-builder wrote
 */
export function builderReason(output) {
  const lines = output.split('\n').map((line) => line.trim());
  const own = lines.filter((line) => line.startsWith(STAND_IN)).map((line) => line.slice(STAND_IN.length));
  const reason = unique(own.length > 0 ? own : failure(lines));
  const shown = reason.length > 0 ? reason.slice(0, MOST_LINES) : unique(lines).slice(-MOST_LINES);
  return shown.map((line) => (line.length > MOST_CHARS ? `${line.slice(0, MOST_CHARS)}…` : line)).join('\n');
}

/** What stands between its mark for failures and the stack, which says all of it again. */
function failure(/** @type {readonly string[]} */ lines) {
  const text = lines.join('\n');
  const at = text.indexOf('⨯ ');
  if (at === -1) return [];
  return (
    text
      .slice(at + 2)
      .replaceAll('\n⨯ ', '\n')
      .split(/\s*\bfailedTask=|\s*\bstackTrace=/)[0]
      ?.split('\n') ?? []
  );
}

function unique(/** @type {readonly string[]} */ lines) {
  return [...new Set(lines)].filter((line) => !EMPTY_WORDS.test(line));
}
