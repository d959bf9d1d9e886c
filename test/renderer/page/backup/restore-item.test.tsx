// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { BackupPreview } from '../../../../preload/contract/backup-preview-schema';
import type { RestoreChoice, RestoreWay } from '../../../../renderer/model/restore-model';
import { RestoreItem } from '../../../../renderer/page/backup/restore-item';
import { makePreview } from '../../../support/make-snapshot';
import { renderView, VIEW_NOW_MS } from '../../../support/renderer/render-view';

type Profile = BackupPreview['profiles'][number];

const [first] = makePreview(VIEW_NOW_MS).profiles as [Profile];
const CONSENT = 'Replace the newer tokens of main all the same';
const ERROR = 'Tick this as well, or leave the account out.';

async function openItem(
  profile: Partial<Profile>,
  chosen: string[] = [],
  replaceNewer: string[] = [],
  error?: string,
  way?: RestoreWay,
) {
  const changes: { chosen: string[]; replaceNewer: string[] }[] = [];
  const ways: [string, RestoreWay][][] = [];
  const view = await renderView(
    <ul>
      <RestoreItem
        profile={{ ...first, ...profile }}
        choice={{
          chosen: new Set(chosen),
          replaceNewer: new Set(replaceNewer),
          ways: new Map(way ? [[first.id, way]] : []),
        }}
        onChange={(next) => {
          changes.push({ chosen: [...next.chosen], replaceNewer: [...next.replaceNewer] });
          ways.push([...next.ways]);
        }}
        consentError={error}
      />
    </ul>,
  );
  const box = () => view.field(view.names('checkbox')[0] ?? '');
  return { view, changes, ways, box };
}

it('says whose tokens they are, from when, and until when their sign-in lasts', async () => {
  const { view } = await openItem({});
  expect(view.names('checkbox')).toEqual([
    expect.stringMatching(
      /^main main@example\.com Saved 27 Feb 2026, (at )?12:00, sign-in valid until 27 Mar 2026, (at )?12:00$/,
    ),
  ]);
});

it('leaves out what is not in the backup', async () => {
  const { email: _email, signInEndsAtMs: _end, ...bare } = first;
  const view = await renderView(
    <RestoreItem
      profile={bare}
      choice={{ chosen: new Set(), replaceNewer: new Set(), ways: new Map() } satisfies RestoreChoice}
      onChange={() => undefined}
      consentError={undefined}
    />,
  );
  expect(view.names('checkbox')).toEqual([
    expect.stringMatching(/^main Account not named by its tokens Saved 27 Feb 2026, (at )?12:00$/),
  ]);
});

it.each([
  ['add', false, 'Adds the tokens.'],
  ['replace-older', false, 'Replaces older tokens'],
  ['replace-newer', false, 'The tokens here are newer.'],
  ['same', true, 'There is nothing to do.'],
  ['used-up', true, 'were exchanged for newer ones'],
  ['other-account', true, 'the account of that name here is another one at Axiom'],
  ['other-origin', true, 'for another server'],
] as const)('says with the tick what "%s" would do; it cannot be ticked: %s', async (effect, isDisabled, words) => {
  const { view, box } = await openItem({ effect });
  expect(view.description(box())).toContain(words);
  expect(box().disabled).toBe(isDisabled);
});

it('passes the changed choice on', async () => {
  const { view, changes } = await openItem({ effect: 'add' }, ['hedge']);
  await view.press(/^main/, 'checkbox');
  expect(changes).toEqual([{ chosen: ['hedge', 'main'], replaceNewer: [] }]);
});

it.each([
  ['newer ones here that are ticked', 'replace-newer', ['main'], true],
  ['newer ones here that are not ticked', 'replace-newer', [], false],
  ['older ones here', 'replace-older', ['main'], false],
] as const)('asks a second time for %s', async (_words, effect, chosen, isAsked) => {
  const { view } = await openItem({ effect }, [...chosen]);
  expect(view.names('checkbox').includes(CONSENT)).toBe(isAsked);
});

it('passes the second tick on as a choice of its own', async () => {
  const { view, changes } = await openItem({ effect: 'replace-newer' }, ['main']);
  await view.press(CONSENT, 'checkbox');
  expect(changes).toEqual([{ chosen: ['main'], replaceNewer: ['main'] }]);
});

it.each([
  ['where the second tick is missing', [], ERROR, 'true'],
  ['not where it is there', ['main'], '', null],
] as const)('says the error %s', async (_words, replaceNewer, description, invalid) => {
  const { view } = await openItem({ effect: 'replace-newer' }, ['main'], [...replaceNewer], ERROR);
  const box = view.field(CONSENT);
  expect([view.description(box), box.getAttribute('aria-invalid')]).toEqual([description, invalid]);
});

const HELD = {
  effect: 'other-account',
  newName: 'main 2',
  holder: { name: 'hedge', effect: 'replace-newer' },
} as const;
const INTO_HEDGE = /^Into hedge The tokens of hedge are newer/;
const OWN = /^As an account of its own, main 2 After that there are two sign-ins/;

it('asks where a ticked one goes that is signed in here under another name, and only then', async () => {
  const unticked = await openItem(HELD);
  expect([unticked.box().disabled, unticked.view.names('radio')]).toEqual([false, []]);
  const { view, ways } = await openItem(HELD, ['main']);
  expect(view.names('group')).toEqual(['Where main goes']);
  expect(view.names('radio')).toEqual([expect.stringMatching(INTO_HEDGE), expect.stringMatching(OWN)]);
  expect(
    [view.find('radio', INTO_HEDGE), view.find('radio', OWN)].map((each) => (each as HTMLInputElement).checked),
  ).toEqual([true, false]);
  await view.press(OWN, 'radio');
  expect(ways).toEqual([[['main', 'new']]]);
});

it.each([
  [undefined, ['Replace the newer tokens of hedge all the same']],
  ['new', []],
] as const)('asks a second time only where it goes over newer ones: %s', async (way, consents) => {
  const { view } = await openItem(HELD, ['main'], [], undefined, way);
  expect(view.names('checkbox').slice(1)).toEqual(consents);
});

it('can be ticked as an account of its own, with the name it gets', async () => {
  const { view, box } = await openItem({ effect: 'other-account', newName: 'main 2' }, ['main']);
  expect([box().disabled, view.names('radio')]).toEqual([false, []]);
  expect(view.description(box())).toContain('added beside it as “main 2”');
});
