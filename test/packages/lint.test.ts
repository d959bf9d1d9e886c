import { expect, it } from 'vitest';
import { findErrors } from './lint.mjs';

it.each([
  ['nothing', '', []],
  ['a warning', 'W: axiom-token-manager: no-manual-page\n', []],
  ['an error of lintian', 'E: axiom-token-manager: bad-thing [x]\nW: a: b\n', ['bad-thing [x]']],
  ['an error of rpmlint', 'axiom-token-manager.x86_64: E: bad-thing /x\n', ['bad-thing /x']],
  ['many of a kind', 'E: a: bad-thing [x]\nE: a: other\nE: a: bad-thing [y]\n', ['bad-thing [x] and 1 more', 'other']],
  ['a path with such letters', 'W: a: odd-name /opt/E: /x\n', []],
  ['one that is let go', 'a.x86_64: E: dir-or-file-in-opt /opt/axiom-token-manager\n', []],
  ['one with a longer name', 'E: a: no-changelog-at-all\n', ['no-changelog-at-all']],
  ['one that is let go elsewhere', 'a: E: setuid-binary /opt/x root 4755\n', ['setuid-binary /opt/x root 4755']],
])('of %s the errors are found', (_what, said, errors) => expect(findErrors(said)).toEqual(errors));
