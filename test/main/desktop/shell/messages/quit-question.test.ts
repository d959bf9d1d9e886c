import { describe, expect, it } from 'vitest';
import { askToQuit, type ProfileAtRisk, quitQuestion } from '../../../../../main/desktop/shell/messages/quit-question';

const unsaved = (name: string): ProfileAtRisk => ({ name, isRefreshing: false });
const coming = (name: string): ProfileAtRisk => ({ name, isRefreshing: true });

describe('the question before a quit that loses something', () => {
  it.each([
    [[unsaved('main')], 'main', [/tokens of main could not be saved/]],
    [[coming('main')], 'main', [/tokens of main were asked for and have not arrived/]],
    [[unsaved('main'), unsaved('work')], 'main and work', [/tokens of main and work could not be saved/]],
    [
      [unsaved('main'), coming('work'), unsaved('third')],
      'main, work and third',
      [/tokens of main and third could not be saved/, /tokens of work were asked for/],
    ],
  ])('about %j names %s, and says what is the matter with each', (profiles, names, reasons) => {
    const { message, detail } = quitQuestion(profiles);
    expect(message).toBe(`Quit and lose the new sign-in of ${names}?`);
    for (const reason of reasons) expect(detail).toMatch(reason);
    expect(detail?.split('\n')).toHaveLength(reasons.length + 1);
  });

  it('about tokens that a sealed copy keeps does not say that they are lost', () => {
    const sealed: ProfileAtRisk = { name: 'main', isRefreshing: false, isSealed: true };
    expect(quitQuestion([sealed])).toMatchObject({
      message: 'Quit before the new sign-in of main is saved?',
      buttons: ['Stay', 'Quit'],
      detail:
        'The newest tokens of main could not be saved yet.\nA sealed copy keeps those of main, and the next start saves them.\nIf you stay, the app keeps trying.',
    });
    const { message, buttons, detail } = quitQuestion([sealed, unsaved('work')]);
    expect([message, buttons?.[1]]).toEqual(['Quit and lose the new sign-in of work?', 'Quit and lose it']);
    expect(detail).toContain('A sealed copy keeps those of main, and the next start saves them.');
  });

  it('has "stay" as its default button and as the meaning of closing it', () => {
    const { buttons, defaultId, cancelId } = quitQuestion([unsaved('main')]);
    expect([buttons?.[defaultId ?? -1], buttons?.[cancelId ?? -1]]).toEqual(['Stay', 'Stay']);
  });

  it.each([
    ['Stay', false],
    ['Quit and lose it', true],
  ])('answered with "%s" means to quit: %j', async (button, expected) => {
    const show = async ({ buttons }: { buttons?: string[] }) => ({ response: buttons?.indexOf(button) ?? -1 });
    expect(await askToQuit([unsaved('main')], show)).toBe(expected);
  });
});
