import { rm } from 'node:fs/promises';
import { readConfig } from '../../../src/config/config.js';
import { start } from '../../../src/server/start.js';
import { newDataDirectory, settingsIn } from './settings.js';
import { announceSharedServer } from './shared-server.js';

let stop: () => Promise<void> = () => Promise.resolve();

/** jest's `globalSetup` of the project `served`. */
async function startSharedServer(): Promise<void> {
  const dataDirectory = await newDataDirectory();
  const { address, ready, close } = await start(readConfig(settingsIn(dataDirectory)));
  await ready;
  announceSharedServer({ address, dataDirectory });
  stop = async () => {
    await close();
    await rm(dataDirectory, { recursive: true, force: true });
  };
}

export const stopSharedServer = () => stop();
export { startSharedServer as default }; // jest calls the default
