import { describe, expect, it } from 'vitest';
import type { TrayBus } from '../../../../../main/desktop/shell/tray/tray-bus';
import { openTrayHostWatch } from '../../../../../main/desktop/shell/tray/tray-host-watch';
import { FakeClock, settle } from '../../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../../support/fakes/logger/recording-logger';

class FakeBus implements TrayBus {
  answer: boolean | Error = true;
  isDisposed = false;
  hasIcon: boolean | Error = true;
  changed = (): void => {};
  lost = (_error: unknown): void => {};

  async hasHost(): Promise<boolean> {
    if (this.answer instanceof Error) throw this.answer;
    return this.answer;
  }

  async hasOurIcon(): Promise<boolean> {
    if (this.hasIcon instanceof Error) throw this.hasIcon;
    return this.hasIcon;
  }

  async onHostChange(listener: () => void): Promise<void> {
    this.changed = listener;
  }

  onLost(listener: (error: unknown) => void): void {
    this.lost = listener;
  }

  dispose(): void {
    this.isDisposed = true;
  }

  async become(answer: boolean | Error): Promise<void> {
    this.answer = answer;
    this.changed();
    await settle();
  }
}

async function open(bus: FakeBus, connect: () => Promise<TrayBus> = async () => bus) {
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const watch = await openTrayHostWatch({ platform: 'linux', clock, logger, connect });
  const heard: boolean[] = [];
  const stop = watch.subscribe((isPresent) => heard.push(isPresent));
  return { clock, logger, watch, heard, stop };
}

describe('the watch for a tray host', () => {
  it('knows a host that is there from the start', async () => {
    const { watch, heard, clock } = await open(new FakeBus());
    expect(watch.isPresent()).toBe(true);
    expect(heard).toEqual([]);
    expect(clock.timerCount).toBe(0);
  });

  it('reports once a host that comes late, however often it is announced', async () => {
    const bus = new FakeBus();
    bus.answer = false;
    const { watch, heard } = await open(bus);
    expect(watch.isPresent()).toBe(false);
    await bus.become(true);
    await bus.become(true);
    expect(heard).toEqual([true]);
  });

  it('reports a host that goes and comes back', async () => {
    const bus = new FakeBus();
    const { heard } = await open(bus);
    await bus.become(false);
    await bus.become(true);
    expect(heard).toEqual([false, true]);
  });

  it.each([
    ['has it', true, []],
    ['came after it was made, and does not have it', false, [true]],
    ['cannot say', new Error('the watcher went away meanwhile'), []],
  ])(
    'reports a host that is there before the watch only if it lacks the icon: one that %s',
    async (_case, hasIcon, told) => {
      const bus = new FakeBus();
      bus.hasIcon = hasIcon;
      const { watch, heard } = await open(bus);
      await settle();
      expect([watch.isPresent(), heard]).toEqual([true, told]);
    },
  );

  it('counts a lost bus as no tray, without failing', async () => {
    const bus = new FakeBus();
    const { watch, heard, logger } = await open(bus);
    bus.lost(new Error('EPIPE'));
    expect(heard).toEqual([false]);
    expect(watch.isPresent()).toBe(false);
    expect(logger.lines.map(({ level }) => level)).toEqual(['warn']);
  });

  it('counts a question that fails as no tray', async () => {
    const bus = new FakeBus();
    const { heard } = await open(bus);
    await bus.become(new Error('the watcher went away meanwhile'));
    expect(heard).toEqual([false]);
  });

  it('works without a session bus', async () => {
    const { watch } = await open(new FakeBus(), () => Promise.reject(new Error('no bus')));
    expect(watch.isPresent()).toBe(false);
    watch.dispose();
  });

  it('does not wait longer than a second for a bus that hangs, and uses its late answer', async () => {
    const clock = new FakeClock();
    const bus = new FakeBus();
    let connected: (bus: TrayBus) => void = () => {};
    const opening = openTrayHostWatch({
      platform: 'linux',
      clock,
      logger: new RecordingLogger(),
      connect: () => new Promise((resolve) => (connected = resolve)),
    });
    await clock.advance(1_000);
    const watch = await opening;
    expect(watch.isPresent()).toBe(false);
    const heard: boolean[] = [];
    watch.subscribe((isPresent) => heard.push(isPresent));
    connected(bus);
    await settle();
    expect(heard).toEqual([true]);
  });

  it('uses the newest answer when answers overtake each other', async () => {
    const bus = new FakeBus();
    const { watch } = await open(bus);
    const answers: ((isThere: boolean) => void)[] = [];
    bus.hasHost = () => new Promise((resolve) => answers.push(resolve));
    bus.changed();
    bus.changed();
    answers[1]?.(true);
    await settle();
    answers[0]?.(false);
    await settle();
    expect(watch.isPresent()).toBe(true);
  });

  it('asks nobody on other systems, which always have a tray', async () => {
    const connect = () => Promise.reject(new Error('must not be asked'));
    const logger = new RecordingLogger();
    const watch = await openTrayHostWatch({ platform: 'darwin', clock: new FakeClock(), logger, connect });
    expect(watch.isPresent()).toBe(true);
    expect(logger.lines).toEqual([]);
  });

  it('reports nothing after it was disposed', async () => {
    const bus = new FakeBus();
    const { watch, heard, stop } = await open(bus);
    stop();
    watch.dispose();
    await bus.become(false);
    expect(heard).toEqual([]);
    expect(bus.isDisposed).toBe(true);
  });
});
