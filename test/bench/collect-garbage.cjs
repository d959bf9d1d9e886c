// Loaded into main before its own script (by NODE_OPTIONS, which a package would ignore): makes V8 collect its garbage at SIGUSR2, so that only memory in use is
// measured. Used by soak-rows.mjs.
process.on('SIGUSR2', () => global.gc?.());
