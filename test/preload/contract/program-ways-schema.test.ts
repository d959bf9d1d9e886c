import { expect, it } from 'vitest';
import { PROGRAM_WAY_CALL_SCHEMAS } from '../../../preload/contract/program-ways-schema';

const { copyProgramWay, describeProgramWays } = PROGRAM_WAY_CALL_SCHEMAS;

it.each([
  [{ profileId: 'main', way: 'shell' }, true],
  [{ profileId: 'main', way: 'set-up' }, true],
  [{ profileId: 'main', way: 'token' }, false],
  [{ profileId: '../x', way: 'shell' }, false],
])('a request to copy: %j', (request, isGood) =>
  expect(copyProgramWay.request.safeParse(request).success).toBe(isGood),
);

it('a way has lines and what they need, and nothing else', () => {
  const way = { id: 'curl', title: 'curl', lines: 'curl', needs: 'curl' };
  expect(describeProgramWays.reply.safeParse({ ways: [way] }).success).toBe(true);
  expect(describeProgramWays.reply.safeParse({ ways: [{ ...way, token: 'x' }] }).success).toBe(false);
});
