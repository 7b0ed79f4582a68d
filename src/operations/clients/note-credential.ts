import { uuidOf } from '../../domain/values/uuid.js';
import { noteUse, type NotingUse } from './note-use.js';

/** How a verification ended: each answer about a client who has shown something passes here, whatever it has shown. */
export interface CredentialOutcome {
  active: boolean;
  clientId: string | null;
  /** The secret or keypair that matched, active or not. */
  credentialId: string | null;
  /** Null of an active one. */
  reason: string | null;
}

/**
 * Notes the use of a credential that was accepted, or the failure of one that is known, within a brownout apart. A public client is known by its id
 * alone. What matched nothing is not noted: anybody can send that.
 */
export function noteCredential(
  noting: NotingUse,
  { active, clientId: id, credentialId, reason }: CredentialOutcome,
): void {
  const clientId = uuidOf(id ?? '');
  if (clientId === undefined || (!active && credentialId === null)) return;
  const kind = active ? 'USED' : reason === 'BROWNOUT' ? 'BROWNOUT' : 'FAILED';
  noteUse(noting, { clientId, subjectId: credentialId ?? clientId, kind });
}
