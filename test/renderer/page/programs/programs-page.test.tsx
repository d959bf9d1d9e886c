// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { ProgramsPage } from '../../../../renderer/page/programs/programs-page';
import { makeProfile } from '../../../support/make-snapshot';
import { renderView, VIEW_NOW_MS } from '../../../support/renderer/render-view';

const openPage = () =>
  renderView(<ProgramsPage />, {
    page: 'programs',
    profiles: [
      makeProfile(VIEW_NOW_MS),
      makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'hedge' }),
      makeProfile(VIEW_NOW_MS, { id: 'test', name: 'test' }),
    ],
  });

describe('the page of the programs', () => {
  it('shows each account with its programs, and says where there are none', async () => {
    const { text, names } = await openPage();
    expect(names('region')).toEqual(['main', 'hedge', 'test']);
    expect(text()).toContain('curl /usr/bin/curl Gets tokens, you were notified');
    expect(text()).toContain('No program has asked for a token of this account yet.');
  });

  it('says what keeps programs from the app', async () => {
    const view = await openPage();
    view.fake.answerNext('listPrograms', {
      ...{ programs: [], policies: [] },
      socketTrouble: { message: 'Taken.', remedy: 'End it.' },
    });
    await view.press('Forget curl');
    expect(view.text()).toContain('Programs cannot reach the app. Taken. End it.');
  });

  it('leads to the trail of one of them', async () => {
    const view = await openPage();
    await view.press('Its trail: what curl was given');
    expect(view.went).toEqual([['trail', 'default', '/usr/bin/curl']]);
  });

  it('has the policy of each account, and says what a change means', async () => {
    const view = await openPage();
    const radios = view.names('radio');
    expect(radios).toEqual(Array.from({ length: 3 }, () => ['Allow, notify me', 'Ask me first']).flat());
    const ask = [...view.place.querySelectorAll<HTMLInputElement>('input[value="ask"]')][1];
    if (!ask) throw new Error('no such radio');
    await view.send(ask, new Event('change', { bubbles: true }));
    expect(view.calls()).toContainEqual(['askAboutPrograms', { profileId: 'hedge' }]);
    expect(view.said).toEqual(['From now on you are asked before a new program gets a token of hedge.']);
    const tell = [...view.place.querySelectorAll<HTMLInputElement>('input[value="notify"]')][1];
    if (!tell) throw new Error('no such radio');
    await view.send(tell, new Event('change', { bubbles: true }));
    expect(view.calls()).toContainEqual(['notifyOfPrograms', { profileId: 'hedge' }]);
  });

  it('blocks with one press, and says how long a token works that the program has', async () => {
    const view = await openPage();
    await view.press('Block curl');
    expect(view.calls()).toContainEqual(['blockProgram', { profileId: 'default', programId: 'c2' }]);
    expect(view.text()).toContain('curl is blocked. A token that it already has works until it expires, at ');
    expect(view.text()).toMatch(/curl \/usr\/bin\/curl Blocked/);
    await view.press('Unblock curl');
    expect(view.calls()).toContainEqual(['forgetProgram', { profileId: 'default', programId: 'c2' }]);
    expect(view.text()).toContain('curl is not blocked any more.');
    expect(view.names('button')).not.toContain('Block curl');
  });

  it('allows permanently, and says so', async () => {
    const view = await openPage();
    await view.press('Always allow curl');
    expect(view.calls()).toContainEqual(['allowProgram', { profileId: 'default', programId: 'c2' }]);
    expect(view.said).toEqual(['curl is always allowed to have access tokens.']);
  });

  it('says why something was not changed, and why nothing can be shown', async () => {
    const view = await openPage();
    view.fake.failNext('blockProgram', 'STORAGE_FULL');
    await view.press('Block curl');
    expect(view.find('alert').textContent).toMatch(/./);
    expect(view.text()).not.toContain('is blocked');
    view.fake.failNext('listPrograms', 'STORAGE_DENIED');
    await view.advance(5_000);
    await view.press('Try again');
    expect(view.names('region')).toHaveLength(3);
  });

  it('leads to the whole trail', async () => {
    const view = await openPage();
    await view.press('What they were given');
    expect(view.went).toEqual([['trail']]);
  });
});
