// The lines of "Check this computer" for display: most serious first, each with shape and tone, and a summary. Pure.
import type { CheckFinding } from '../../preload/contract/check-schema';
import type { Headline } from '../../preload/contract/headline-schema';
import { countWords } from '../text/count-words';
import type { Tone } from '../text/facet-words';

interface Look {
  readonly tone: Tone;
  readonly shape: Headline['shape'];
  /** For a screen reader, which cannot see the shape. */
  readonly word: string;
}

export const CHECK_LOOKS: Readonly<Record<CheckFinding['verdict'], Look>> = {
  wrong: { tone: 'bad', shape: 'triangle', word: 'Problem' },
  warning: { tone: 'attention', shape: 'ring-alert', word: 'Worth knowing' },
  'not-run': { tone: 'idle', shape: 'ring-dashed', word: 'Not checked' },
  ok: { tone: 'good', shape: 'ring-check', word: 'OK' },
};

const WORST_FIRST = ['wrong', 'warning', 'not-run', 'ok'] as const;

/** Sorted by verdict; lines of the same verdict keep their order. */
export function inOrder(findings: readonly CheckFinding[]): readonly CheckFinding[] {
  return WORST_FIRST.flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict));
}

/** The summary sentence. */
export function checkSummary(findings: readonly CheckFinding[]): { readonly tone: Tone; readonly words: string } {
  const count = (verdict: CheckFinding['verdict']): number =>
    findings.filter((each) => each.verdict === verdict).length;
  const [wrong, notes] = [count('wrong'), count('warning')];
  if (wrong > 0) {
    const also = notes === 0 ? '' : ` ${notes} more ${notes === 1 ? 'is' : 'are'} worth knowing.`;
    return { tone: 'bad', words: `${countWords(wrong, 'thing')} ${wrong === 1 ? 'is' : 'are'} wrong.${also}` };
  }
  if (notes === 0) return { tone: 'good', words: 'Nothing is wrong.' };
  return {
    tone: 'attention',
    words: `Nothing is wrong. ${countWords(notes, 'thing')} ${notes === 1 ? 'is' : 'are'} worth knowing.`,
  };
}
