import { openEmbeddedStore } from './open-embedded-store.js';
import { openEventStoreDbStore } from './open-eventstoredb-store.js';
import type { OpenedStore, Surroundings } from './opened-store.js';

/** The store that the configuration names. */
export const openStore = (surroundings: Surroundings): OpenedStore | Promise<OpenedStore> =>
  surroundings.config.store === 'sqlite' ? openEmbeddedStore(surroundings) : openEventStoreDbStore(surroundings);
