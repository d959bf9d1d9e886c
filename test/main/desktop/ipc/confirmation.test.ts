import { expect, it } from 'vitest';
import { createConfirm } from '../../../../main/desktop/ipc/confirmation';

const question = { message: 'Sure?', detail: 'It goes.', agree: 'Yes' };

it('resolves when the person agrees, and is a cancel otherwise', async () => {
  await createConfirm(async () => true)(question);
  await expect(createConfirm(async () => false)(question)).rejects.toMatchObject({ code: 'CANCELLED' });
});

it('asks one question at a time, and the next one when that is answered or could not be shown', async () => {
  const answers: ((agrees: boolean) => void)[] = [];
  let fails = false;
  const confirm = createConfirm(
    () => new Promise((resolve, reject) => (fails ? reject(new Error('no display')) : answers.push(resolve))),
  );
  const first = confirm(question);
  await expect(confirm(question)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: 'Another question is still open.',
  });
  answers[0]?.(true);
  await first;
  fails = true;
  await expect(confirm(question)).rejects.toThrow('no display');
  fails = false;
  const last = confirm(question);
  answers[1]?.(false);
  await expect(last).rejects.toMatchObject({ code: 'CANCELLED' });
});
