// The findings of `doctor` as text: for a terminal, and for a report that the user copies. Pure.
import type { Finding } from '../handout/operations';

const MARKS: Readonly<Record<Finding['verdict'], string>> = {
  ok: 'ok',
  warning: 'note',
  wrong: 'WRONG',
  'not-run': 'skipped',
};
const WIDTH = 9;

/** One line per finding, and a second one with the remedy if there is something to do. `paint` colours the mark. */
export function reportLines(
  findings: readonly Finding[],
  paint: (verdict: Finding['verdict'], mark: string) => string = (_verdict, mark) => mark,
): readonly string[] {
  return findings.flatMap(({ verdict, title, detail, remedy }) => {
    const mark = MARKS[verdict];
    const line = `${paint(verdict, mark)}${' '.repeat(WIDTH - mark.length)}${title}: ${detail}`;
    return remedy === undefined || verdict === 'ok' ? [line] : [line, `${' '.repeat(WIDTH)}→ ${remedy}`];
  });
}

/** "Nothing is wrong.", "2 things are wrong, 1 is worth knowing." */
export function summaryOf(findings: readonly Pick<Finding, 'verdict'>[]): string {
  const count = (verdict: Finding['verdict']): number => findings.filter((each) => each.verdict === verdict).length;
  const [wrong, notes] = [count('wrong'), count('warning')];
  if (wrong === 0)
    return `Nothing is wrong${notes === 0 ? '.' : `; ${notes} ${notes === 1 ? 'thing is' : 'things are'} worth knowing.`}`;
  return `${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong${notes === 0 ? '.' : `, ${notes} worth knowing.`}`;
}
