// Loaded into main before its own script (NODE_OPTIONS, which a package would ignore): has V8 collect its garbage at SIGUSR2, so that only what is held is
// measured. Used by soak-rows.mjs.
process.on('SIGUSR2', () => global.gc?.());
