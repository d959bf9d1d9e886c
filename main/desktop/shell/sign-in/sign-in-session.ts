// The in-memory session of the sign-in window: creates it, and removes what a sign-in leaves in it. The composition root keeps it for the run,
// because the app's own requests send its clearance cookies. It must not know tokens.
import { type Session, session } from 'electron';
import { isEdgeClearance } from './sign-in-rules';

/** A session that writes nothing to disk. `id` must differ from run to run. */
export function createSignInSession(id: string): Session {
  // Without the prefix "persist:" a partition lives in memory.
  return session.fromPartition(`sign-in-${id}`);
}

/** Removes all cookies but the edge's clearance for the site, all storage and the cache. Rejects when Chromium fails; it can then be called again. */
export async function wipeSignInTraces(target: Session, siteOrigin: string): Promise<void> {
  const siteHost = new URL(siteOrigin).hostname;
  for (const cookie of await target.cookies.get({})) {
    if (isEdgeClearance(cookie, siteHost)) continue;
    const host = (cookie.domain ?? '').replace(/^\./, '');
    await target.cookies.remove(`${cookie.secure ? 'https' : 'http'}://${host}${cookie.path ?? '/'}`, cookie.name);
  }
  await target.clearStorageData({
    storages: ['filesystem', 'indexdb', 'localstorage', 'shadercache', 'serviceworkers', 'cachestorage'],
  });
  await target.clearCache();
  await target.clearAuthCache();
}
