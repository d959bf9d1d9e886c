import { expect, it } from 'vitest';
import { createCheckHandlers } from '../../../../../main/desktop/ipc/handlers/check-handlers';
import { CALL_SCHEMAS } from '../../../../../preload/contract/schemas';
import { outcomeOf } from '../../../../support/core-graph';
import { TestServices } from '../../../../support/make-services';

it('checks once however many ask, and copies what was found', async () => {
  const services = new TestServices();
  const { checkComputer, copyCheckReport } = createCheckHandlers(services);
  expect(await outcomeOf(copyCheckReport())).toBe('INVALID_INPUT');
  const [first, second] = await Promise.all([checkComputer(), checkComputer()]);
  expect(services.checks).toBe(1);
  expect(second).toEqual(first);
  expect(CALL_SCHEMAS.checkComputer.reply.parse(first)).toEqual({ findings: services.findings });
  await copyCheckReport();
  expect(services.copiedTexts).toEqual(['ok       Clock: Right.\n']);
  await checkComputer();
  expect(services.checks).toBe(2);
});
