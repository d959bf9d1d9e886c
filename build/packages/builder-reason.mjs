// Extracts the reason of a failure from electron-builder's output, which is longer than a screen of stack traces. Pure. Used by unpacked-package.mjs.

/** The prefix of fpm.mjs's output lines. */
export const STAND_IN = 'axiom-fpm: ';

const MOST_LINES = 20;
const MOST_CHARS = 300;

/** Lines without information of their own: stack frames, headings, and the complete call. */
const EMPTY_WORDS = /^(at .*|Exit code:( \d+\. Command failed: .*)?|\d+|Output:|Error output:|)$/;

/**
 * The relevant lines, at most one screen.
 * @param {string} output electron-builder's whole output
 */
export function builderReason(output) {
  const lines = output.split('\n').map((line) => line.trim());
  const own = lines.filter((line) => line.startsWith(STAND_IN)).map((line) => line.slice(STAND_IN.length));
  const reason = unique(own.length > 0 ? own : failure(lines));
  const shown = reason.length > 0 ? reason.slice(0, MOST_LINES) : unique(lines).slice(-MOST_LINES);
  return shown.map((line) => (line.length > MOST_CHARS ? `${line.slice(0, MOST_CHARS)}…` : line)).join('\n');
}

/** The text between the failure mark and the stack trace, which repeats it. */
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
