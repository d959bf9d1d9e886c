// Whether a person's own desktop can show windows here. Used by setup and start; knows nothing else of the machine.

/**
 * @param {string} platform `process.platform`
 * @param {NodeJS.ProcessEnv} env
 */
export function hasDesktop(platform, env) {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}
