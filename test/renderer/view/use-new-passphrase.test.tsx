// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { expect, it } from 'vitest';
import { Button } from '../../../renderer/view/button';
import { NewPassphraseFields } from '../../../renderer/view/new-passphrase-fields';
import { judge, useNewPassphrase } from '../../../renderer/view/use-new-passphrase';
import { passphraseJudged } from '../../support/renderer/passphrase-judged';
import { renderView } from '../../support/renderer/render-view';

const WEAK = '123456789012';

async function openForm() {
  const used: string[] = [];
  function Probe() {
    const { passphrase, fields, check } = useNewPassphrase();
    const [errors, setErrors] = useState({});
    const submit = async () => {
      const wrong = await check();
      setErrors(wrong);
      if (Object.keys(wrong).length === 0) used.push(passphrase);
    };
    return (
      <>
        <NewPassphraseFields {...fields} errors={errors} hint="" />
        <Button onPress={() => void submit()}>Use</Button>
      </>
    );
  }
  const view = await renderView(<Probe />);
  const type = async (passphrase: string, again = passphrase) => {
    await view.type('Passphrase', passphrase);
    await view.type('The same passphrase again', again);
  };
  const use = async () => {
    await view.press('Use');
    await passphraseJudged();
  };
  return { view, used, type, use };
}

it('accepts one that is long, typed twice and not easy to guess, without a question', async () => {
  const { view, used, type, use } = await openForm();
  await type('a good passphrase');
  await use();
  expect(used).toEqual(['a good passphrase']);
  expect(view.names('checkbox')).toEqual([]);
});

it('says why a weak one is weak, and accepts it only after "Use it anyway"', async () => {
  const { view, used, type, use } = await openForm();
  await type(WEAK);
  await use();
  expect(view.description(view.field('Passphrase'))).toContain(
    'This is easy to guess: it is one that many people use.',
  );
  await use();
  expect(used).toEqual([]);
  await view.press('Use it anyway', 'checkbox');
  await use();
  expect(used).toEqual([WEAK]);
});

it('asks again for another one, weak or not', async () => {
  const { view, used, type, use } = await openForm();
  await type(WEAK);
  await use();
  await view.press('Use it anyway', 'checkbox');
  await type('aaaaaaaaaaaa');
  expect(view.names('checkbox')).toEqual([]);
  await use();
  expect(used).toEqual([]);
  expect(view.field('Use it anyway').checked).toBe(false);
});

it('that cannot be judged needs a confirmation, too', async () => {
  const load = () => Promise.reject(new Error('no such file'));
  expect(await judge('a good passphrase', [], load)).toMatch(/^The strength of this passphrase could not be checked/);
});

it('is not judged before it is long enough and the same twice', async () => {
  const { view, type, use } = await openForm();
  await type('short');
  await use();
  expect(view.description(view.field('Passphrase'))).toContain('7 more are needed');
  await type(WEAK, 'something else');
  await use();
  expect(view.names('checkbox')).toEqual([]);
});
