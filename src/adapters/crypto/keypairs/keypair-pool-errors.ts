import { KeypairsUnavailable } from '../../../app/credentials/ports.js';

/** As many callers are waiting for a keypair as may. Nothing has happened; a later retry may succeed. */
export class KeypairPoolBusy extends KeypairsUnavailable {
  override name = 'KeypairPoolBusy';
  constructor() {
    super('Too many callers are waiting for a keypair.');
  }
}

/** The thread that makes keypairs has crashed, or the pool is closed. Nothing has happened; a later retry may succeed. */
export class KeypairPoolDown extends KeypairsUnavailable {
  override name = 'KeypairPoolDown';
  constructor() {
    super('No keypair can be made at the moment.');
  }
}
