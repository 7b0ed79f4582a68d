import type { OpenedStore, Surroundings } from './opened-store.js';

/** The store that the configuration names; only its adapter is loaded, because the client of EventStoreDB costs a start 0.4 s. */
export async function openStore(surroundings: Surroundings): Promise<OpenedStore> {
  if (surroundings.config.store === 'sqlite')
    return (await import('./open-embedded-store.js')).openEmbeddedStore(surroundings);
  return (await import('./open-eventstoredb-store.js')).openEventStoreDbStore(surroundings);
}
