import { expect, it } from 'vitest';
import { findErrors } from './lint.mjs';

it.each([
  ['nothing', '', []],
  ['a warning', 'W: axiom-token-manager: no-manual-page\n', []],
  [
    'an error of lintian',
    'E: axiom-token-manager: bad-thing [x]\nW: a: b\n',
    ['E: axiom-token-manager: bad-thing [x]'],
  ],
  [
    'an error of rpmlint',
    'axiom-token-manager.x86_64: E: bad-thing /x\n',
    ['axiom-token-manager.x86_64: E: bad-thing /x'],
  ],
  ['a path with such letters', 'W: a: odd-name /opt/E:\n', []],
])('of %s the errors are found', (_what, said, errors) => expect(findErrors(said)).toEqual(errors));
