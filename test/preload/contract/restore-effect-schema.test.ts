import { expect, it } from 'vitest';
import { restoreEffectSchema } from '../../../preload/contract/restore-effect-schema';
import { firstChoice, restoreOptions } from '../../../renderer/model/restore-model';
import { makePreview } from '../../support/make-snapshot';

it.each(restoreEffectSchema.options)(
  'can be chosen only where it changes something, and is ticked only where that is safe: %s',
  (effect) => {
    const preview = makePreview(0);
    const profiles = preview.profiles.slice(0, 1).map((profile) => ({ ...profile, effect }));
    const isTicked = firstChoice({ ...preview, profiles }).chosen.size === 1;
    const refused = ['same', 'used-up', 'other-account', 'other-origin'];
    expect([profiles.flatMap(restoreOptions).length > 0, isTicked]).toEqual([
      !refused.includes(effect),
      effect === 'add' || effect === 'replace-older',
    ]);
  },
);

it('is none for an unknown word', () => {
  expect(restoreEffectSchema.safeParse('overwrite').success).toBe(false);
});
