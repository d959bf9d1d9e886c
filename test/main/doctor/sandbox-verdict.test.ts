import { describe, expect, it } from 'vitest';
import { judgeSandbox, type SandboxFacts } from '../../../main/doctor/sandbox-verdict';

const base: SandboxFacts = {
  isRoot: false,
  hasNamespaces: false,
  helper: 'none',
  isDeniedByAppArmor: false,
  hasProfile: false,
  runsWithout: false,
};

describe('judgeSandbox', () => {
  it.each<[string, Partial<SandboxFacts>, string, RegExp]>([
    ['namespaces work', { hasNamespaces: true }, 'ok', /through namespaces/],
    ['the helper works', { helper: 'usable', isDeniedByAppArmor: true }, 'ok', /through the helper/],
    ['AppArmor has a profile', { isDeniedByAppArmor: true, hasProfile: true }, 'ok', /profile/],
    ['unshare is missing', { hasNamespaces: undefined }, 'not-run', /unshare/],
    ['AppArmor denies it', { isDeniedByAppArmor: true }, 'wrong', /AppArmor/],
    [
      'AppArmor denies it and nobody knows the app',
      { isDeniedByAppArmor: true, helper: 'unknown' },
      'warning',
      /helper/,
    ],
    ['the helper lost its rights', { helper: 'unusable' }, 'wrong', /lost its rights/],
    ['nothing works', {}, 'wrong', /ordinary programs no sandbox/],
    ['it is root', { isRoot: true, hasNamespaces: true }, 'warning', /root/],
    ['it was switched off', { runsWithout: true, isRoot: true, hasNamespaces: true }, 'warning', /--no-sandbox/],
  ])('when %s', (_what, look, verdict, detail) => {
    const judged = judgeSandbox({ ...base, ...look });
    expect(judged.verdict).toBe(verdict);
    expect(judged.detail).toMatch(detail);
    expect(judged.remedy !== undefined).toBe(verdict === 'wrong' || verdict === 'warning');
  });

  it('is not known when it takes too long', () => expect(judgeSandbox('late').verdict).toBe('not-run'));
});
