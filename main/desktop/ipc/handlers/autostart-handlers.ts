// Handlers of "Start when I sign in to this computer": the system is asked each time, and a change is added to the activity log.
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';

type AutostartCalls = 'getAutostart' | 'setAutostart';

export function createAutostartHandlers({
  autostart,
  activity,
}: Pick<AppServices, 'autostart' | 'activity'>): Pick<Handlers, AutostartCalls> {
  const getAutostart = async () => ({ state: await autostart.read() });
  return {
    getAutostart,
    async setAutostart({ isOn }) {
      await autostart.set(isOn);
      activity.add(
        'app',
        isOn ? 'The app starts when you sign in to this computer' : 'The app no longer starts automatically',
      );
      return getAutostart();
    },
  };
}
