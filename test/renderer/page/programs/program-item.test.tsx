// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ProgramItem } from '../../../../renderer/page/programs/program-item';
import { makeProgram } from '../../../support/make-programs';
import { renderView, VIEW_NOW_MS } from '../../../support/renderer/render-view';

it('shows the program, its decision since when, and its last token', async () => {
  const done: string[] = [];
  const view = await renderView(
    <ul>
      <ProgramItem
        program={makeProgram(VIEW_NOW_MS)}
        policy="ask"
        onAct={(action) => void done.push(action)}
        onTrail={() => void done.push('trail')}
      />
    </ul>,
  );
  expect(view.text()).toBe(
    'python3 running bot.py in ~/bots /usr/bin/python3.11 /home/you/bots/bot.py Always allowed since 17 Feb, 12:00 Last token 11:58 Block Forget Its trail',
  );
  await view.press('Forget python3 running bot.py in ~/bots');
  await view.press('Its trail: what python3 running bot.py in ~/bots was given');
  expect(done).toEqual(['withdraw', 'trail']);
});

it('does not say the same twice, and says that it had none', async () => {
  const program = makeProgram(VIEW_NOW_MS, { name: '/opt/x', programId: '/opt/x', lastUsedAtMs: undefined });
  const view = await renderView(
    <ProgramItem program={program} policy="notify" onAct={() => undefined} onTrail={() => undefined} />,
  );
  expect(view.text()).toMatch(/^\/opt\/x Always allowed since .* No token so far/);
});
