#!/usr/bin/env node
// Called by electron-builder instead of fpm (CUSTOM_FPM_PATH): builds the deb or rpm that the arguments describe.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError } from '../run-command.mjs';
import { runMain } from '../run-main.mjs';
import { STAND_IN } from './builder-reason.mjs';
import { writeDeb } from './deb.mjs';
import { readFpmCall } from './fpm-call.mjs';
import { stagePackage } from './package-stage.mjs';
import { writeRpm } from './rpm.mjs';

await runMain(async (args) => {
  try {
    await makePackage(args);
    return 0;
  } catch (error) {
    const words = error instanceof CommandError ? `${error.message}\n${error.output}` : String(error);
    for (const line of words.trim().split('\n')) process.stderr.write(`${STAND_IN}${line}\n`);
    return 1;
  }
});

async function makePackage(/** @type {readonly string[]} */ args) {
  const call = readFpmCall(args);
  const folder = await mkdtemp(join(tmpdir(), 'axiom-package-'));
  try {
    await chmod(folder, 0o755);
    const files = await stagePackage({ folder, call });
    await { deb: writeDeb, rpm: writeRpm }[call.target](call, { folder, files });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
