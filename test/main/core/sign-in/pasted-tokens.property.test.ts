// Whatever is around a pair: it is found as it is, or refused; and every found token was complete in the text.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { Secret } from '../../../../main/core/base/secret';
import { parsePastedTokens } from '../../../../main/core/sign-in/pasted-tokens';
import { FAKE_START_MS as NOW } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';

const pair = () => ({
  access: makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + 900_000, accountId: 'account-1' }).expose(),
  refresh: makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + 30 * 86_400_000, accountId: 'account-1' }).expose(),
});
type Pair = ReturnType<typeof pair>;

const CONTAINERS: readonly ((tokens: Pair) => string)[] = [
  ({ access, refresh }) => `${access}\n${refresh}`,
  ({ access, refresh }) => `auth-access-token=${access}; auth-refresh-token=${refresh}`,
  ({ access, refresh }) => JSON.stringify({ access_token: access, refresh_token: refresh }),
  ({ access, refresh }) =>
    JSON.stringify([
      { name: 'auth-refresh-token', path: '/', value: refresh },
      { name: 'auth-access-token', value: access },
    ]),
  ({ access, refresh }) => `export AXIOM_REFRESH_TOKEN="${refresh}"\nexport AXIOM_ACCESS_TOKEN='${access}'`,
  ({ access, refresh }) =>
    `.axiom.trade\tTRUE\t/\tTRUE\t0\tauth-access-token\t${access}\n.axiom.trade\tTRUE\t/\tTRUE\t0\tauth-refresh-token\t${refresh}`,
  ({ access, refresh }) => `Client(auth_token="${access}", refresh_token="${refresh}")`,
  ({ access, refresh }) => `access_token,refresh_token\n${access},${refresh}\n`,
  ({ access, refresh }) => `refresh_token, access_token = "${refresh}", "${access}"`,
  ({ access, refresh }) => `| auth-access-token | ${access} |\n| auth-refresh-token | ${refresh} |`,
  ({ access, refresh }) => `- name: access_token\n  value: ${access}\n- name: refresh_token\n  value: ${refresh}\n`,
  ({ access, refresh }) => `access_token: Some("${access}"), refresh_token: Some("${refresh}")`,
  ({ access, refresh }) => `tokens:\n  refresh_token: ${refresh}\n  access_token: ${access}\n`,
];
const WRAPS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => JSON.stringify(text),
  (text) => encodeURIComponent(text),
  (text) => text.replaceAll('"', '&quot;'),
  (text) => `\uFEFF${text}`,
  (text) => `# my tokens\n\n${text}\n\nregards`,
  (text) => text.replaceAll(/["&;]/g, '^$&'),
];
const runs = { numRuns: 5 * (fc.readConfigureGlobal().numRuns ?? 100) };

function read(text: string): Pair | 'refused' {
  try {
    const [found, ...more] = parsePastedTokens(new Secret(text), NOW);
    expect(more).toEqual([]);
    return { access: found?.tokens.accessToken.expose() ?? '', refresh: found?.tokens.refreshToken.expose() ?? '' };
  } catch (error) {
    expect(error).toBeInstanceOf(AxiomTokenError);
    return 'refused';
  }
}

it('a pair in any container, in any layers, is found unchanged', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CONTAINERS), fc.array(fc.constantFrom(...WRAPS), { maxLength: 3 }), (put, wraps) => {
      const tokens = pair();
      expect(read(wraps.reduce((text, wrap) => wrap(text), put(tokens)))).toEqual(tokens);
    }),
    runs,
  );
});

it('a token with missing letters is never accepted, wherever they are missing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CONTAINERS),
      fc.oneof(fc.constant(0), fc.nat({ max: 240 })),
      fc.integer({ min: 1, max: 240 }),
      fc.boolean(),
      (put, from, lost, isAccess) => {
        const tokens = pair();
        const whole = isAccess ? tokens.access : tokens.refresh;
        const left = whole.slice(0, from) + whole.slice(from + lost);
        // Only Axiom can notice letters that are missing inside a text of the claims.
        if (left === whole || (from > 0 && !whole.slice(from, from + lost).includes('.'))) return;
        expect(read(put(isAccess ? { ...tokens, access: left } : { ...tokens, refresh: left }))).toBe('refused');
      },
    ),
    runs,
  );
});

it('the missing end of one of them is not completed with the text that follows', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CONTAINERS),
      fc.integer({ min: 1, max: 60 }),
      fc.boolean(),
      (put, lost, isAccess) => {
        const tokens = pair();
        const cut = (token: string) => token.slice(0, -lost);
        const text = put(
          isAccess ? { ...tokens, access: cut(tokens.access) } : { ...tokens, refresh: cut(tokens.refresh) },
        );
        expect(read(`${text}\nregards`)).toBe('refused');
      },
    ),
    runs,
  );
});

it('a letter taken out of, put into or changed in it gives the complete text that is there, or a refusal', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CONTAINERS),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      fc.constantFrom('', 'x', 'xy', '\n', ' ', '…', '"', '.', '='),
      fc.boolean(),
      (put, where, letter, isReplaced) => {
        const text = put(pair());
        const at = Math.floor(where * text.length);
        const changed = text.slice(0, at) + letter + text.slice(at + (isReplaced ? 1 : 0));
        const found = read(changed);
        if (found === 'refused') return;
        // Padding at the end of a part is ignored by the parser.
        const inRow = changed.replaceAll(/[\s"'=]/g, '');
        expect([found.access, found.refresh].every((token) => inRow.includes(token))).toBe(true);
        for (const token of [found.access, found.refresh]) expect(token.split('.')[2]).toHaveLength(43);
      },
    ),
    runs,
  );
});
