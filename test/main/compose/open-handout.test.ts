import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import type { HandoutParts } from '../../../main/compose/handout-parts';
import { NOBODY_TO_ASK, NOBODY_TO_NOTIFY, openHandout } from '../../../main/compose/open-handout';
import { PERSON } from '../../../main/handout/consumer';
import { outcomeOf } from '../../support/core-graph';
import { BOT } from '../../support/make-handout';
import { TestServices } from '../../support/make-services';
import { temporaryFolder } from '../../support/temporary-folder';
import { waitUntil } from '../../support/wait-until';

const BY = { consumer: PERSON, via: 'window' } as const;
const REQUEST = { profileId: 'default', consumer: BOT, via: 'socket', kind: 'access', minValidMs: 10_000 } as const;

async function setUp() {
  const dataDirectory = await temporaryFolder();
  const stateDirectory = join(dataDirectory, 'state');
  const { platform, env } = process;
  /** Another program with the same folder. */
  const open = async (more: Partial<HandoutParts> = {}) => {
    const services = await new TestServices().signedIn();
    const handout = openHandout({
      core: services,
      ask: NOBODY_TO_ASK,
      notifier: NOBODY_TO_NOTIFY,
      dataDirectory,
      stateDirectory,
      clock: createSystemClock(),
      logger: services.logger,
      env,
      platform,
      ...more,
    });
    onTestFinished(() => handout.dispose());
    return { services, ...handout, handout };
  };
  return { dataDirectory, open, names: () => readdir(dataDirectory) };
}

describe('the hand-out over a data folder', { timeout: 30_000 }, () => {
  it('reads and writes nothing but the pause before somebody asks', async () => {
    const { open, names } = await setUp();
    await open();
    expect(await names()).toEqual(['pause.json', 'pause.last-good.json']);
  });

  it('gives a token, notifies once over all programs, and stores no secret', async () => {
    const { open, names, dataDirectory } = await setUp();
    const told: string[] = [];
    const notifier = { notify: () => void told.push('told') };
    const one = await open({ notifier });
    const out = await one.gate.handOut(REQUEST);
    await one.handout.dispose();
    const other = await open({ notifier });
    await other.gate.handOut(REQUEST);
    await other.trail.flush();
    expect(told).toEqual(['told']);
    const view = await other.trail.look({});
    expect(view.entries.map(({ rule, id }) => [id, rule])).toEqual([
      [2, 'told at first use'],
      [1, 'first use, told'],
    ]);
    expect([view.gaps, view.entries[1]?.tag]).toEqual([[], out.tag]);
    for (const name of await names()) {
      if (name === 'state') continue;
      const text = await readFile(join(dataDirectory, name), 'utf8');
      expect([name, text.includes(out.accessToken.expose())]).toEqual([name, false]);
    }
  });

  it('stops at once when another program pauses, and goes on when it resumes', async () => {
    const { open } = await setUp();
    const [here, elsewhere] = [await open(), await open()];
    let changes = 0;
    here.gate.onRuleChange(() => void changes++);
    elsewhere.pause.pause({ consumer: PERSON, via: 'command-line' }, 'odd');
    expect(await outcomeOf(here.gate.handOut(REQUEST))).toBe('PAUSED');
    elsewhere.pause.resume(BY);
    await waitUntil('the refreshes go on', () => !here.services.lifecycle.isPaused);
    elsewhere.pause.pause(BY);
    // No request is needed, because the folder is watched.
    await waitUntil('the refreshes stop', () => here.services.lifecycle.isPaused);
    expect(changes).toBeGreaterThan(1);
  });

  it('refuses at once what another program has blocked', async () => {
    const { open } = await setUp();
    const [here, elsewhere] = [await open(), await open()];
    await here.gate.handOut(REQUEST);
    await here.trail.flush();
    await elsewhere.consents.block('default', BOT.name, BY);
    expect(await outcomeOf(here.gate.handOut(REQUEST))).toBe('DENIED');
  });

  it('says that nobody can be asked if there is no person', async () => {
    const { open } = await setUp();
    const { gate, consents } = await open();
    await consents.setPolicy('default', 'ask', BY);
    await expect(gate.handOut(REQUEST)).rejects.toMatchObject({ code: 'NOT_ANSWERED' });
  });

  it('is paused from the start where the pause is lost, and where an earlier version was paused', async () => {
    const { open, dataDirectory } = await setUp();
    await writeFile(join(dataDirectory, 'preferences.json'), '{"isPaused":true}');
    const first = await open();
    expect([first.services.lifecycle.isPaused, first.pause.state]).toEqual([true, { isPaused: true }]);
    first.pause.resume(BY);
    expect((await open()).services.lifecycle.isPaused).toBe(false);
    await rename(join(dataDirectory, 'pause.json'), join(dataDirectory, 'elsewhere.json'));
    const last = await open();
    expect([last.services.lifecycle.isPaused, last.pause.state.isLost]).toEqual([true, true]);
  });

  it('forgets what was decided about an account that is removed', async () => {
    const { open } = await setUp();
    const { services, consents, gate } = await open();
    await services.registry.add('second', 'second');
    await gate.handOut(REQUEST);
    await consents.setPolicy('second', 'ask', BY);
    await services.registry.remove('second');
    expect(consents.policyOf('second')).toBe('notify');
  });
});
