// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { useApp, useProfile } from '../../../renderer/state/app-context';
import { makeProfile } from '../../support/make-snapshot';
import { mountView, renderView, VIEW_NOW_MS } from '../../support/renderer/render-view';

function Surroundings() {
  const { snapshot, route, go, goBack, announce } = useApp();
  const act = () => {
    go('settings');
    go('browser', 'hedge');
    goBack();
    announce('Said.');
  };
  return (
    <button type="button" onClick={act}>
      {`${route.page} of ${snapshot.profiles.length}`}
    </button>
  );
}

function ProfileName() {
  return <p>{useProfile()?.name ?? 'nobody'}</p>;
}

it('passes the context to every view', async () => {
  const view = await renderView(<Surroundings />, { page: 'store' });
  await view.press('store of 1');
  expect(view.went).toEqual([['settings'], ['browser', 'hedge'], ['back']]);
  expect(view.said).toEqual(['Said.']);
});

it('fails with a message for a view outside of the app', async () => {
  await expect(mountView(<Surroundings />)).rejects.toThrow('This view belongs inside App.');
});

it.each([
  ['default', 'main'],
  ['hedge', 'second'],
  ['gone', 'nobody'],
])('finds the profile that the route is about: %s', async (profileId, name) => {
  const profiles = [makeProfile(VIEW_NOW_MS), makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'second' })];
  const view = await renderView(<ProfileName />, { profiles, profileId });
  expect(view.text()).toBe(name);
});

it('gives the newest values when a snapshot comes', async () => {
  const view = await renderView(<ProfileName />);
  await view.show({ profiles: [makeProfile(VIEW_NOW_MS, { name: 'renamed' })] });
  expect(view.text()).toBe('renamed');
});
