// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ClearQuestion } from '../../../../renderer/page/backup/clear-question';
import { mountView } from '../../../support/renderer/render-view';

async function openQuestion(isBusy = false) {
  const answers: string[] = [];
  const view = await mountView(
    <ClearQuestion
      names="main and hedge"
      isBusy={isBusy}
      onClear={() => answers.push('clear')}
      onCancel={() => answers.push('keep')}
    />,
  );
  return { view, answers };
}

it('names whose tokens go, and stands at the harmless answer', async () => {
  const { view } = await openQuestion();
  expect(view.names('group')).toEqual(['Clear the tokens of main and hedge now?']);
  expect(view.text()).toContain('This cannot be taken back.');
  expect(view.focused()).toBe('Keep them');
});

it.each([
  ['Clear now', ['clear']],
  ['Keep them', ['keep']],
])('hands the answer "%s" on', async (name, expected) => {
  const { view, answers } = await openQuestion();
  await view.press(name);
  expect(answers).toEqual(expected);
});

it.each([
  ['Escape', ['keep'], false],
  ['a', [], true],
])('on the key %s answers %j; the window hears of it: %s', async (key, expected, isHeard) => {
  const { view, answers } = await openQuestion();
  expect(await view.key(key)).toBe(isHeard);
  expect(answers).toEqual(expected);
});

it('says that it is under way and clears no second time', async () => {
  const { view, answers } = await openQuestion(true);
  expect(view.isStill('Clearing…')).toBe(true);
  await view.press('Clearing…');
  expect(answers).toEqual([]);
});
