import { describe, expect, it } from 'vitest';
import { plotModel } from '../../../renderer/model/plot-model';
import { createDateTexts } from '../../../renderer/text/date-texts';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { makeAttempts } from '../../support/make-snapshot';

const NOW = FAKE_START_MS;
const dates = createDateTexts('en-GB', 'UTC');

describe('the plot', () => {
  it('has a bar a try, the slowest the highest, and sums up', () => {
    const plot = plotModel(makeAttempts(NOW), NOW, dates);
    expect(plot.bars).toHaveLength(14);
    expect(plot.bars[4]).toMatchObject({ heightFraction: 1, tone: 'attention' });
    expect(plot.bars[13]?.title).toBe('12:00:00, 210 ms, api6, worked');
    expect(plot).toMatchObject({ to: '12:00', summary: '13 of 14 worked' });
  });

  it('tells a refusal from a failure that passes', () => {
    const plot = plotModel([{ atMs: NOW, durationMs: 90, failureCode: 'UNAUTHORIZED' }], NOW, dates);
    expect(plot.bars[0]).toMatchObject({ tone: 'bad', title: '12:00:00, 90 ms, refused by Axiom' });
    expect(plot).toMatchObject({ summary: 'it did not work', from: '', to: expect.stringContaining('12:00') });
  });

  it('does not make quick answers look slow', () => {
    expect(plotModel([{ atMs: NOW, durationMs: 10 }], NOW, dates).bars[0]?.heightFraction).toBeLessThan(0.2);
  });

  it('is empty without tries', () => {
    expect(plotModel([], NOW, dates)).toEqual({ bars: [], from: '', to: '', summary: '' });
  });
});
