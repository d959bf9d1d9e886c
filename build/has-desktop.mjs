// Whether this machine has a desktop that can show windows. Used by setup and start.

/**
 * @param {string} platform `process.platform`
 * @param {NodeJS.ProcessEnv} env
 */
export function hasDesktop(platform, env) {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}
