// An unwritable trail is reported once, and so is its end.
import { expect, it } from 'vitest';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { noteTrailTrouble } from '../../../main/desktop/trail-notes';

it('reports a problem and its end, each once', () => {
  const words: string[] = [];
  let tell: () => void = () => undefined;
  const trail: { trouble: AxiomTokenError | undefined; onChange: (listener: () => void) => () => void } = {
    trouble: undefined,
    onChange: (listener) => ((tell = listener), () => undefined),
  };
  noteTrailTrouble(trail, { add: (_topic: string, text: string) => words.push(text) });
  tell();
  expect(words).toEqual([]);
  trail.trouble = new AxiomTokenError('STORAGE_FULL', { message: 'The disk is full.' });
  tell();
  tell();
  expect(words).toEqual([expect.stringContaining('cannot be written: The disk is full. Tokens are still handed out')]);
  trail.trouble = undefined;
  tell();
  tell();
  expect(words.slice(1)).toEqual(['The trail is written again, including the entries kept meanwhile']);
});
