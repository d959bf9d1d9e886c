// @ts-check
// Finds what a removed package has left in a system.

/** Files of the person or of the trial. */
const NOT_OF_THE_PACKAGE = /^\/(?:proc|sys|dev|tmp|var\/tmp|var\/log|var\/cache\/apt)(?:\/|$)/;

/**
 * Paths that contain the app's name, and files of desktop databases that mention it.
 * @param {import('./world.mjs').World} world
 */
export async function findTraces(world) {
  const named = await world.asRoot([
    'find',
    '/',
    '-xdev',
    '(',
    '-path',
    '/proc',
    '-o',
    '-path',
    '/var/tmp',
    '-o',
    '-path',
    '/tmp',
    ')',
    '-prune',
    '-o',
    '-iname',
    '*axiom*',
    '-print',
  ]);
  const databases =
    '/etc /usr/share/applications /usr/share/mime /usr/share/icons/hicolor /usr/share/metainfo /var/lib/dpkg/info /var/lib/dpkg/triggers';
  const inside = await world.asRoot(['sh', '-c', `grep -rlis axiom.token ${databases} || true`]);
  const paths = `${named}\n${inside}`.split('\n').filter((path) => path.startsWith('/'));
  // The person's home is part of the system, too.
  return [...new Set(paths)]
    .filter((path) => !NOT_OF_THE_PACKAGE.test(path) && !/^\/etc\/(?:passwd|group)-?$/.test(path))
    .sort();
}
