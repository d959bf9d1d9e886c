// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { HostTable } from '../../../renderer/dashboard/host-table';
import { mountView } from '../../support/renderer/render-view';

it('has a row a host, and under it what failed there', async () => {
  const view = await mountView(
    <HostTable
      hosts={[
        {
          host: 'api6',
          worked: '92',
          median: '210 ms',
          slowest: '2.6 s',
          failures: ['4 no answer in time, last 11:02'],
        },
        { host: 'No host', worked: '0', median: '–', slowest: '–', failures: [] },
      ]}
    />,
  );
  expect(view.names('rowheader')).toEqual(['api6', 'No host']);
  expect(view.text()).toContain('api6 92 210 ms 2.6 s 4 no answer in time, last 11:02 No host 0 – –');
});
