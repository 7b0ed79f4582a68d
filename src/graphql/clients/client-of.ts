import { isUUID } from 'class-validator';
import { findCredentials } from '../../../projections/credentials/find.js';
import type { Context } from '../server/context.js';

/** The credentials of a client; of any account when `account` is null. */
export const clientOf = ({ views }: Context, account: string | null, clientId: string) =>
  isUUID(clientId) ? findCredentials(views, account, clientId) : undefined;
