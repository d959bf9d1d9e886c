// No other code hands tokens out: all of it uses the gate.
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../build/project-root.mjs';
import { readSources } from '../../../build/check-rooms.mjs';

/** Calls that take usable tokens out of an account. */
const TAKES =
  /\b(getValidTokens|validTokensInMemory|getValidAccessToken|ensureValidTokens|getAccessToken|getRefreshToken)\b/;
/** The only file outside of the core that may. */
const GATE = ['main/handout/usable-record.ts'];

/** Uses of tokens that do not hand them out: an encrypted backup, a comparison, the claims, whether any exist. */
const LOOKS = /\b(getTokens|getRecord)\(\)/;
const MAY_LOOK = [
  'main/cli/commands/open-live.ts',
  'main/compose/broker-accounts.ts',
  'main/compose/live-check.ts',
  'main/compose/operations/',
  'main/desktop/prompt-accounts.ts',
  'main/desktop/ipc/handlers/claims-handler.ts',
  'main/desktop/ipc/handlers/leftover-handlers.ts',
  'main/desktop/ipc/handlers/restart-handler.ts',
  'main/desktop/ipc/handlers/sign-in-handlers.ts',
  'main/desktop/ipc/to-snapshot.ts',
  'main/handout/errors-for-programs.ts',
  'main/handout/requested-account.ts',
  'main/handout/token-gate.ts',
  'main/handout/usable-record.ts',
];

describe('tokens', () => {
  it('are handed out only by the gate', async () => {
    const sources = (await readSources(projectRoot)).filter(
      ({ path }) => path.startsWith('main/') && !path.startsWith('main/core/'),
    );
    expect(sources.length).toBeGreaterThan(200);
    const found = sources.filter(({ text }) => TAKES.test(text.replace(/\/\/.*|\/\*\*?[\s\S]*?\*\//g, '')));
    expect(found.map(({ path }) => path)).toEqual(GATE);
  });

  it('are read only where nothing of them leaves', async () => {
    const sources = (await readSources(projectRoot)).filter(
      ({ path, text }) => /^main\/(?!core\/)/.test(path) && LOOKS.test(text),
    );
    expect(sources.length).toBeGreaterThan(4);
    const others = sources.filter(({ path }) => !MAY_LOOK.some((start) => path.startsWith(start)));
    expect(others.map(({ path }) => path)).toEqual([]);
  });
});
