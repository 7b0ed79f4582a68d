import { stopSharedServer } from './start-shared-server.js';

export { stopSharedServer as default }; // jest's `globalTeardown` of the project `served`
