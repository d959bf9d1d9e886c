import { describe, expect, it } from 'vitest';
import { mayQuit, QUIT_WAIT_MS, quitStep, type UnfinishedProfile } from '../../../main/compose/quit';
import type { ProfileRegistry } from '../../../main/core/profiles/profile-registry';
import { FakeClock, settle } from '../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../support/make-jwt';
import { TestServices } from '../../support/make-services';
import { putProfile } from '../../support/put-profile';

describe('what a quit does', () => {
  const one = [{ name: 'main', isRefreshing: true }];

  it.each([
    ['nothing left', [], false, false, true, 'quit'],
    ['nothing left, no person', [], false, false, false, 'quit'],
    ['nothing left, at last', [], false, true, true, 'quit'],
    ['at work', one, true, false, true, 'wait'],
    ['at work, no person', one, true, false, false, 'wait'],
    ['failed', one, false, false, true, 'ask'],
    ['failed, no person', one, false, false, false, 'wait'],
    ['at work for too long', one, true, true, true, 'ask'],
    ['at work for too long, no person', one, true, true, false, 'quit'],
    ['failed for long', one, false, true, true, 'ask'],
    ['failed for long, no person', one, false, true, false, 'quit'],
  ] as const)(
    '%s: %j, at work %j, time over %j, can ask %j: %s',
    (_what, unfinished, isWorking, isTimeOver, canAsk, step) => {
      expect(quitStep({ unfinished, isWorking, isTimeOver, canAsk })).toBe(step);
    },
  );
});

class Quit {
  readonly asked: (readonly UnfinishedProfile[])[] = [];
  outcome: boolean | undefined;
  readonly ended: Promise<void>;

  constructor(
    readonly services: TestServices,
    { canAsk = true, answer = false } = {},
  ) {
    const { registry, clock, logger } = services;
    const ask = async (unfinished: readonly UnfinishedProfile[]) => {
      this.asked.push(unfinished);
      return answer;
    };
    this.ended = mayQuit({ registry, clock, logger, canAsk: () => canAsk, ask }).then((outcome) => {
      this.outcome = outcome;
    });
  }
}

const main = (services: TestServices) => services.registry.get('default');
const warnings = ({ logger }: TestServices) => logger.lines.filter(({ message }) => message.includes('ends before'));

async function unsaved(services: TestServices): Promise<void> {
  services.keychain().fail(['save'], 'STORAGE_LOCKED');
  await main(services).manager.setTokens(makeTokens(services.clock.nowMs()));
}

/** A refresh in flight; `answer` lets the server answer. */
async function sentRefresh(services: TestServices): Promise<{ answer: () => void }> {
  const held = services.gateway.held();
  services.gateway.script.push(held.step);
  main(services)
    .refresher.refresh('person')
    .catch(() => undefined);
  await settle();
  expect(main(services).refresher.isRefreshing).toBe(true);
  return { answer: () => held.release(services.gateway.issue()) };
}

describe('a quit', () => {
  it('with everything saved is at once, without a call, a timer or a question', async () => {
    const services = await new TestServices().signedIn();
    const calls = services.keychain().calls.length;
    const { timerCount } = services.clock;
    const quit = new Quit(services);
    await quit.ended;
    expect([quit.outcome, quit.asked, services.keychain().calls.length]).toEqual([true, [], calls]);
    expect(services.clock.timerCount).toBe(timerCount);
  });

  it('saves what is unsaved first', async () => {
    const services = await new TestServices().signedIn();
    await unsaved(services);
    services.keychain().fail(['save']);
    const quit = new Quit(services);
    await quit.ended;
    expect([quit.outcome, quit.asked, main(services).manager.hasUnsavedTokens]).toEqual([true, [], false]);
    expect(warnings(services)).toEqual([]);
  });

  it('waits for a refresh that was sent, and for its result to be saved', async () => {
    const services = await new TestServices().signedIn();
    const refresh = await sentRefresh(services);
    const release = services.keychain().hold('save');
    const quit = new Quit(services);
    await services.clock.advance(2_000);
    expect(quit.outcome).toBeUndefined();
    refresh.answer();
    await services.clock.advance(1_000);
    expect(quit.outcome).toBeUndefined();
    release();
    await quit.ended;
    expect([quit.outcome, quit.asked]).toEqual([true, []]);
    expect(services.keychain().kept?.tokens).toEqual(main(services).manager.getTokens());
  });

  it.each([true, false])('asks at once about what cannot be saved, and the answer counts: %j', async (answer) => {
    const services = await new TestServices().signedIn();
    await unsaved(services);
    const quit = new Quit(services, { answer });
    await quit.ended;
    expect([quit.outcome, quit.asked]).toEqual([answer, [[{ name: 'main', isRefreshing: false }]]]);
  });

  it('tells the question which unsaved tokens a sealed copy keeps', async () => {
    const services = new TestServices();
    const store = { kind: 'file', path: '/kept/tokens.json' } as const;
    await putProfile(services.index, { id: 'default', name: 'main', store, hasTokens: false });
    await services.registry.open();
    services.storeFor('default', store).fail(['save', 'load'], 'STORAGE_LOCKED');
    await main(services).manager.setTokens(makeTokens(services.clock.nowMs()));
    const quit = new Quit(services);
    await quit.ended;
    expect(quit.asked).toEqual([[{ name: 'main', isRefreshing: false, isSealed: true }]]);
  });

  it.each([
    ['a store that hangs', false],
    ['a refresh without an answer', true],
  ])('asks about %s after ten seconds', async (_what, isRefreshing) => {
    const services = await new TestServices().signedIn();
    if (isRefreshing) await sentRefresh(services);
    else {
      await main(services).manager.clear();
      services.keychain().hold('save');
      void main(services).manager.setTokens(makeTokens(services.clock.nowMs()));
    }
    const quit = new Quit(services);
    await services.clock.advance(QUIT_WAIT_MS - 1);
    expect(quit.asked).toEqual([]);
    await services.clock.advance(1);
    await quit.ended;
    expect([quit.outcome, quit.asked]).toEqual([false, [[{ name: 'main', isRefreshing }]]]);
  });

  it('that can ask nobody tries to save for ten seconds, then ends with a line in the log', async () => {
    const services = await new TestServices().signedIn();
    await unsaved(services);
    const quit = new Quit(services, { canAsk: false });
    await services.clock.advance(QUIT_WAIT_MS - 1);
    expect(quit.outcome).toBeUndefined();
    await services.clock.advance(1);
    await quit.ended;
    expect([quit.outcome, quit.asked]).toEqual([true, []]);
    expect(warnings(services)).toMatchObject([{ level: 'warn', fields: { profile: 'default' } }]);
  });

  it('that can ask nobody ends as soon as a later try has saved', async () => {
    const services = await new TestServices().signedIn();
    await unsaved(services);
    const quit = new Quit(services, { canAsk: false });
    await settle();
    services.keychain().fail(['save']);
    await services.clock.advance(8_000);
    expect([quit.outcome, main(services).manager.hasUnsavedTokens]).toEqual([true, false]);
  });

  it('names each profile, and one that hangs does not keep the others from being saved', async () => {
    const services = await new TestServices().signedIn();
    for (const id of ['work', 'third']) await services.registry.add(id, id);
    services.keychain('work').hold('save');
    void services.registry.get('work').manager.setTokens(makeTokens(services.clock.nowMs()));
    services.keychain('third').fail(['save'], 'STORAGE_LOCKED');
    await services.registry.get('third').manager.setTokens(makeTokens(services.clock.nowMs()));
    services.keychain('third').fail(['save']);
    await sentRefresh(services);
    const quit = new Quit(services);
    await services.clock.advance(QUIT_WAIT_MS);
    await quit.ended;
    expect(quit.asked).toEqual([
      [
        { name: 'main', isRefreshing: true },
        { name: 'work', isRefreshing: false },
      ],
    ]);
    expect(services.registry.get('third').manager.hasUnsavedTokens).toBe(false);
  });

  it('does not wait for tokens that are kept for this run only', async () => {
    const services = await new TestServices().signedIn();
    await services.registry.moveTokens('default', { kind: 'memory' });
    await sentRefresh(services);
    const quit = new Quit(services);
    await quit.ended;
    expect([quit.outcome, quit.asked]).toEqual([true, []]);
  });

  it('still uses an answer of Axiom that came while the process was stopped', async () => {
    const services = await new TestServices().signedIn();
    const refresh = await sentRefresh(services);
    const quit = new Quit(services);
    await settle();
    services.clock.freeze(60_000);
    await services.clock.advance(0);
    refresh.answer();
    await quit.ended;
    expect([quit.outcome, quit.asked]).toEqual([true, []]);
  });

  it('whose question fails gets that failure, and leaves nothing behind', async () => {
    const services = await new TestServices().signedIn();
    await unsaved(services);
    const { registry, logger } = services;
    const clock = new FakeClock();
    const listeners = countListeners(registry);
    const ask = () => Promise.reject(new Error('no display'));
    await expect(mayQuit({ registry, clock, logger, canAsk: () => true, ask })).rejects.toThrow('no display');
    expect([clock.timerCount, listeners()]).toEqual([0, 0]);
  });
});

/** Number of listeners that were added from now on and are still there. */
function countListeners(registry: ProfileRegistry): () => number {
  let count = 0;
  const onChange = registry.onChange.bind(registry);
  registry.onChange = (listener) => {
    count++;
    const stop = onChange(listener);
    return () => {
      count--;
      stop();
    };
  };
  return () => count;
}
