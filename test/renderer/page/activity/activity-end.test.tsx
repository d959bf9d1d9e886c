// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { describe, expect, it } from 'vitest';
import { ActivityEnd } from '../../../../renderer/page/activity/activity-end';
import { mountView } from '../../../support/renderer/render-view';

function End({ isCut }: { readonly isCut: boolean }) {
  const [hasMore, setHasMore] = useState(true);
  return <ActivityEnd hasMore={hasMore} isCut={isCut && !hasMore} onMore={() => setHasMore(false)} />;
}

describe('the end of the list', () => {
  it.each([
    [true, 'Older entries are in the table that you can save.'],
    [false, 'There are no older entries.'],
  ])(
    'says what is beyond it when the button goes, and has the focus that the button had (cut: %s)',
    async (isCut, words) => {
      const view = await mountView(<End isCut={isCut} />);
      await view.press('Show older');
      expect([view.text(), document.activeElement?.textContent]).toEqual([words, words]);
    },
  );

  it('says nothing where there was no button', async () => {
    const view = await mountView(<ActivityEnd hasMore={false} isCut={false} onMore={() => undefined} />);
    expect(view.text()).toBe('');
  });
});
