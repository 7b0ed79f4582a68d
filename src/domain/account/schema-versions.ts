import { webhookSchemaVersions } from '../webhooks/schema-versions.js';
import type { AccountEventType } from './facts.js';

/** The version in which the server writes each event today; `schema/events/<type>.v<version>.json` is its schema. */
export const accountSchemaVersions = {
  AccountPolicySet: 2,
  AccountPolicyProposed: 2,
  AccountPolicyApproved: 1,
  AccountPolicyDeclined: 1,
  ...webhookSchemaVersions,
} as const satisfies Record<AccountEventType, number>;
