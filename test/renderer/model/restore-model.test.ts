import { describe, expect, it } from 'vitest';
import { backupPreviewSchema } from '../../../preload/contract/backup-preview-schema';
import { firstChoice, missingConsents, restoreRequest, restoreRule } from '../../../renderer/model/restore-model';
import { makePreview } from '../../support/make-snapshot';

describe('restoring', () => {
  const preview = makePreview(0);

  it('ticks what is safe to begin with, and never what is newer here', () => {
    expect([...firstChoice(preview).chosen]).toEqual(['main', 'test']);
    expect(firstChoice(preview).replaceNewer.size).toBe(0);
  });

  it('ticks nothing at first of which is not known what is here, though it can be chosen', () => {
    const [profile] = preview.profiles;
    const unread = { ...preview, profiles: profile ? [{ ...profile, effect: 'unread' as const }] : [] };
    expect([firstChoice(unread).chosen.size, restoreRule('unread').canChoose]).toEqual([0, true]);
  });

  it('asks a second time before newer tokens are replaced', () => {
    const once = { chosen: new Set(['hedge']), replaceNewer: new Set<string>() };
    expect(missingConsents(preview, once)).toEqual(['hedge']);
    const twice = { ...once, replaceNewer: new Set(['hedge']) };
    expect(missingConsents(preview, twice)).toEqual([]);
    expect(restoreRequest(preview, twice)).toEqual({
      backupId: 'backup-1',
      profileIds: ['hedge'],
      replaceNewer: ['hedge'],
    });
  });

  it('sends no consent for a profile that is not chosen, and nothing that is refused', () => {
    const odd = { chosen: new Set(['main', 'research']), replaceNewer: new Set(['hedge']) };
    expect(restoreRequest(preview, odd)).toMatchObject({ profileIds: ['main'], replaceNewer: [] });
  });

  it('says of every effect what it would do', () => {
    for (const effect of backupPreviewSchema.shape.profiles.element.shape.effect.options) {
      expect(restoreRule(effect).words).toMatch(/\.$/);
    }
    expect(restoreRule('other-account').canChoose).toBe(false);
    expect(restoreRule('same').canChoose).toBe(false);
  });
});
