import { expect, it } from 'vitest';
import { createConfirm } from '../../../../main/core/intents/confirmation';

const question = { message: 'Sure?', detail: 'It goes.', agree: 'Yes' };

it('resolves when the person agrees, and is a cancel otherwise', async () => {
  await createConfirm(async () => true)(question);
  await expect(createConfirm(async () => false)(question)).rejects.toMatchObject({ code: 'CANCELLED' });
});
