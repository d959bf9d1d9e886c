import { appendFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AUTOSTART_FILE, createDesktopFileAutostart } from '../../main/adapters/autostart/desktop-file-autostart';
import { createLoginItemAutostart } from '../../main/adapters/autostart/login-item-autostart';
import { AxiomTokenError } from '../../main/core/base/errors';
import { FakeAutostart } from '../support/fakes/autostart/fake-autostart';
import { temporaryFolder } from '../support/temporary-folder';
import { describeAutostart } from './autostart.contract';

describeAutostart('the fake', async () => {
  const fake = new FakeAutostart();
  return {
    open: () => fake,
    switchOffElsewhere: async () => {
      fake.state = 'off';
    },
    breakDown: async () => {
      fake.failure = new AxiomTokenError('STORAGE_DENIED');
    },
  };
});

describeAutostart('a desktop file in a real folder', async () => {
  const directory = join(await temporaryFolder(), 'autostart');
  const path = join(directory, AUTOSTART_FILE);
  return {
    open: () => createDesktopFileAutostart({ directory, command: ['/opt/Axiom Manager/app', '--hidden'], env: {} }),
    switchOffElsewhere: () => appendFile(path, 'Hidden=true\n'),
    breakDown: async () => {
      await rm(path);
      await mkdir(path);
    },
  };
});

describeAutostart('a list of login items', async () => {
  let isOn = false;
  let isBroken = false;
  const orBroken = () => {
    if (isBroken) throw new Error('no such service');
  };
  return {
    open: () =>
      createLoginItemAutostart({
        get: () => {
          orBroken();
          return { openAtLogin: isOn };
        },
        set: (wanted) => {
          orBroken();
          isOn = wanted;
        },
      }),
    switchOffElsewhere: async () => {
      isOn = false;
    },
    breakDown: async () => {
      isBroken = true;
    },
  };
});
