import {
  checkRedirectUri as check,
  matchedRedirectUri,
  type RedirectUriCheck,
} from '../../../projections/credentials/check-redirect-uri.js';
import type { Asking } from '../asking.js';
import { noteUse } from './note-use.js';
import { findClient, type ClientQuestion } from './find-client.js';

export interface RedirectUriQuestion extends ClientQuestion {
  /** As it came in the authorization request (RFC 6749 4.1.1). */
  redirectUri: string;
}

/** Is this redirect URI registered for the client? Throws `ViewsBehind` while the views lack something. */
export async function checkRedirectUri(asking: Asking, question: RedirectUriQuestion): Promise<RedirectUriCheck> {
  const client = await findClient(asking, question);
  const { environment, redirectUri } = question;
  const asked = [client, environment, redirectUri, asking.redirectUriPolicy] as const;
  const answer = check(...asked);
  const matched = answer.match === 'NONE' ? undefined : matchedRedirectUri(...asked);
  asking.verified('redirect_uri', answer.match === 'NONE' ? 'NONE' : 'ACTIVE');
  if (client && matched)
    noteUse(asking, { clientId: client.clientId, subjectId: matched.redirectUriId, kind: 'MATCHED' });
  return answer;
}
