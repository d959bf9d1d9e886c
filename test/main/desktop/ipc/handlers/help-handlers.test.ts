import { expect, it } from 'vitest';
import { createHelpHandlers } from '../../../../../main/desktop/ipc/handlers/help-handlers';
import { CALL_SCHEMAS } from '../../../../../preload/contract/schemas';
import { TestServices } from '../../../../support/make-services';

it('reports the facts about this copy and the keys of its menu', async () => {
  const services = new TestServices();
  const { describeApp, listShortcuts } = createHelpHandlers(services);
  expect(CALL_SCHEMAS.describeApp.reply.parse(await describeApp())).toEqual({ facts: services.appFacts() });
  expect(CALL_SCHEMAS.listShortcuts.reply.parse(await listShortcuts())).toEqual({ groups: services.shortcuts() });
});

it('copies the facts, a line each, also while everything is paused', async () => {
  const services = new TestServices();
  services.lifecycle.pause();
  await createHelpHandlers(services).copyAppFacts();
  expect(services.copiedTexts).toEqual(['Version: 0.1.0\nLog: ~/logs\n']);
});

it('shows the folder of the log', async () => {
  const services = new TestServices();
  await createHelpHandlers(services).showLogFolder();
  expect(services.logFoldersShown).toBe(1);
});
