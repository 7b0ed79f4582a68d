import { accountRefusals } from '../account/refusals.js';
import { credentialRefusals } from '../credentials/refusals.js';
import { goLiveRefusals } from '../go-live/refusals.js';
import { keyRefusals } from '../key/refusals.js';
import { keypairRefusals } from '../keypairs/refusals.js';
import { redirectUriRefusals } from '../redirect-uris/refusals.js';
import { rotationRefusals } from '../rotation/refusals.js';
import { secretRefusals } from '../secrets/refusals.js';
import { twoPeopleRefusals } from '../two-people/refusals.js';
import { valueRefusals } from '../values/refusals.js';
import { webhookRefusals } from '../webhooks/refusals.js';

/** Every refusal: code -> message. The codes are public API; no message repeats a value. */
export const refusals = {
  ...keyRefusals,
  ...valueRefusals,
  ...redirectUriRefusals,
  ...secretRefusals,
  ...credentialRefusals,
  ...keypairRefusals,
  ...rotationRefusals,
  ...goLiveRefusals,
  ...twoPeopleRefusals,
  ...accountRefusals,
  ...webhookRefusals,
} as const;

export type RefusalCode = keyof typeof refusals;
