import { describe, expect, it } from 'vitest';
import { publishSnapshots } from '../../../../main/desktop/ipc/snapshot-publisher';
import { ChangeEmitter } from '../../../../main/core/flow/change-emitter';
import type { Snapshot } from '../../../../preload/contract/schemas';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { TestServices } from '../../../support/make-services';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';

async function publishing() {
  const services = await new TestServices().signedIn();
  const source = new ChangeEmitter(new RecordingLogger());
  const published: Snapshot[] = [];
  const stop = publishSnapshots(
    [{ onChange: (listener) => source.subscribe(listener) }],
    services.snapshot,
    (snapshot) => published.push(snapshot),
  );
  return { services, source, published, stop };
}

describe('publishing snapshots', () => {
  it('makes one snapshot of many changes in one turn', async () => {
    const { services, source, published } = await publishing();
    services.activity.add('app', 'one');
    source.emit();
    services.activity.add('app', 'two');
    source.emit();
    await settle();
    expect(published).toHaveLength(1);
    expect(published[0]?.activity.slice(0, 2).map(({ text }) => text)).toEqual(['two', 'one']);
  });

  it('says nothing when nothing that is shown has changed', async () => {
    const { source, published } = await publishing();
    source.emit();
    await settle();
    expect(published).toEqual([]);
  });

  it('stops on request, also with a change pending', async () => {
    const { services, source, published, stop } = await publishing();
    services.activity.add('app', 'one');
    source.emit();
    stop();
    await settle();
    source.emit();
    await settle();
    expect(published).toEqual([]);
  });
});
