import { expect, it } from 'vitest';
import { TestOperations } from '../../../support/make-operations';

it('has what every method of the protocol asks for', async () => {
  const world = await new TestOperations().signedIn();
  expect(Object.keys(world.operations).sort()).toMatchInlineSnapshot(`
    [
      "backup",
      "clear",
      "consumers.allow",
      "consumers.block",
      "consumers.forget",
      "consumers.list",
      "consumers.policy",
      "doctor",
      "import",
      "login.answer",
      "login.cancel",
      "login.start",
      "logout",
      "migrate",
      "pause",
      "ping",
      "profiles.add",
      "profiles.default",
      "profiles.list",
      "profiles.remove",
      "profiles.rename",
      "refresh",
      "restore",
      "resume",
      "status",
      "token.get",
      "trail.query",
    ]
  `);
  expect(await world.call('doctor', {})).toEqual({ findings: [] });
});
