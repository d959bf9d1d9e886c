// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ProgramsPage } from '../../../renderer/page/programs/programs-page';
import { SocketTroubleNote } from '../../../renderer/view/socket-trouble-note';
import { renderView } from '../../support/renderer/render-view';

const TROUBLE = { message: 'Another program listens at the socket.', remedy: 'End it.' };

it('says that no program can reach the app, why, and what to do', async () => {
  const view = await renderView(<SocketTroubleNote trouble={TROUBLE} />);
  expect(view.text()).toBe('Programs cannot reach the app. Another program listens at the socket. End it.');
});

it('is absent if nothing is wrong', async () => {
  expect((await renderView(<SocketTroubleNote trouble={undefined} />)).text()).toBe('');
  expect((await renderView(<ProgramsPage />, { page: 'programs' })).text()).not.toContain('cannot reach');
});
