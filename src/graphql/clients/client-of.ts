import { isUUID } from 'class-validator';
import { findCredentials } from '../../../projections/credentials/find.js';
import type { Context } from '../server/context.js';

/** The credentials of a client, if it is within the caller's reach. */
export const clientOf = ({ views, caller }: Context, clientId: string) =>
  isUUID(clientId) ? findCredentials(views, caller.reach.account, clientId) : undefined;
