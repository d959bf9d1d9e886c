import { describe, expect, it } from 'vitest';
import { createHandlers } from '../../../../../main/desktop/ipc/handlers/handlers';
import { TestServices } from '../../../../support/make-services';

const REPLACED = { message: 'Version 2.0.0 was installed.', remedy: 'Restart it.', canRestart: true };
const GONE = { message: 'This app was removed.', remedy: 'It goes on.', canRestart: false };

describe('a window of a copy that is no longer there', () => {
  it.each([REPLACED, GONE])('is refused with a message: $message', async (words) => {
    const services = await new TestServices().signedIn();
    services.copyWords = words;
    const { showLicences, signInWithBrowser } = createHandlers(services);
    const error = { code: 'INVALID_INPUT', message: `${words.message} This window cannot be opened now.` };
    await expect(showLicences()).rejects.toMatchObject(error);
    await expect(signInWithBrowser({ profileId: 'default' })).rejects.toMatchObject(error);
    expect(services.licencesShown).toBe(0);
  });

  it('is opened while all is as it was', async () => {
    const services = await new TestServices().signedIn();
    await createHandlers(services).showLicences();
    expect(services.licencesShown).toBe(1);
  });
});
