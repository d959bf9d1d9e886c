// Compares each cell of the table in ARCHITECTURE.md with the code's decision.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { Removal } from '../../../../main/core/ports/profile-index';
import { type Content, nextStep, type Observed } from '../../../../main/core/storage/storage-step';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { FAKE_START_MS as NOW } from '../../../support/fakes/clock/fake-clock';
import { makeRecord } from '../../../support/make-record';

const MINUTE = 60_000;
const nameOf = ({ signInId = '' }: TokenRecord): string => signInId;
const ORIGIN = 'https://axiom.trade';
const PRESENT = makeRecord(3, NOW, { signInId: 'ours' });
const OLDER = makeRecord(2, NOW - MINUTE, { signInId: 'ours' });
const NEWER = makeRecord(4, NOW + MINUTE, { signInId: 'ours' });
const GIVEN_UP = makeRecord(2, NOW - 2 * MINUTE, { signInId: 'given up' });
const failure = new AxiomTokenError('STORAGE_UNAVAILABLE');
const found = (record: TokenRecord): Observed => ({ kind: 'record', record });

const CONTENTS: readonly Content[] = [
  { kind: 'as-found' },
  { kind: 'none' },
  { kind: 'record', record: PRESENT, by: 'found' },
  { kind: 'record', record: PRESENT, by: 'server' },
  { kind: 'record', record: PRESENT, by: 'person' },
];
/** The situations of each table row, by its first words. */
const ROWS: Readonly<Record<string, readonly Observed[]>> = {
  unread: [{ kind: 'unread' }],
  blocked: [{ kind: 'blocked', failure, isMissing: false }],
  absent: [{ kind: 'absent' }, { kind: 'blocked', failure, isMissing: true }],
  damaged: [{ kind: 'damaged', failure }],
  'record that is to be removed': [found(GIVEN_UP)],
  'record of another server or account': [found(makeRecord(2, NOW, { origin: 'http://127.0.0.1:1' }))],
  'record with the same tokens': [found(PRESENT)],
  'record, newer': [found(NEWER)],
  'record, older': [found(OLDER)],
};
const removal = (signIn?: string): Removal => ({
  store: { kind: 'keychain' },
  sinceMs: NOW - 3 * MINUTE,
  reason: 'signed-out',
  ...(signIn === undefined ? {} : { signIn }),
});

/** Every possible step, whatever is noted. Sealing is described beside the table, and marks would be exceptions. */
function stepsOf(content: Content, observed: Observed, row: string): ReadonlySet<string> {
  const isToGo = row === 'record that is to be removed';
  const removings = isToGo ? [[removal('given up')]] : [[], [removal()], [removal('given up')]];
  const steps = new Set<string>();
  for (const removing of removings) {
    for (const hasTokens of [false, true]) {
      for (const sealed of [undefined, PRESENT, GIVEN_UP]) {
        for (const base of [undefined, OLDER, NEWER]) {
          for (const canSetAside of [false, true]) {
            const noted = { hasTokens, removing, marks: [], base, former: [], sealed, canSeal: false, canSetAside };
            steps.add(
              nextStep({
                content,
                observed,
                isLocked: true,
                noted,
                origin: ORIGIN,
                nameOf,
                nowMs: NOW,
                isSpent: () => false,
              }).kind,
            );
          }
        }
      }
    }
  }
  // "Nothing to do" is not in the table.
  steps.delete('done');
  return steps;
}

it('shows in each cell the steps that are decided, and no others', async () => {
  const text = await readFile(join(import.meta.dirname, '../../../../ARCHITECTURE.md'), 'utf8');
  const [, , ...rows] = text.split('\n').slice(text.split('\n').findIndex((line) => line.startsWith('| observed |')));
  const table = rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|')),
    )
    .map((line) => line.split('|').slice(1, -1));
  const shown = table.map(([head = '', ...cells]) => [
    head.trim(),
    cells.map((cell) => [...new Set(cell.match(/\b(read|wait|note|delete|write|set-aside|reload|unseal)\b/g))].sort()),
  ]);
  const decided = table.map(([head = '']) => {
    const [row = '', observed = []] = Object.entries(ROWS).find(([name]) => head.trim().startsWith(name)) ?? [];
    const cells = CONTENTS.map((content) =>
      [...new Set(observed.flatMap((each) => [...stepsOf(content, each, row)]))].sort(),
    );
    return [head.trim(), cells];
  });
  expect(shown).toHaveLength(Object.keys(ROWS).length);
  expect(decided).toEqual(shown);
});
