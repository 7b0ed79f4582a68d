import { notLive } from '../go-live/go-live.js';

/** What every key has when it is created: nothing yet. */
export const newborn = {
  status: 'ACTIVE',
  privacyPolicyUrl: null,
  termsOfUseUrl: null,
  mobileApp: false,
  redirectUris: [],
  secrets: [],
  keypairs: [],
  revision: 0,
  changedRevision: 0,
  goLive: notLive,
  proposals: [],
} as const;
