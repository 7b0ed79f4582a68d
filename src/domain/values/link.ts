import { Refusal } from '../refusal/refusal.js';
import { MAX_URL_LENGTH } from './refusals.js';
import { noSecretMaterial } from './secret-material.js';
import { hasBadPercent, onlyUriCharacters, splitAuthority, splitUri } from './uri.js';

/** An http(s) URL for people to follow; the server never fetches it. Null and the empty text mean no link. */
export function linkOf(url: string | null, field: string): string | null {
  if (url === null || url === '') return null;
  noSecretMaterial(url, [field]);
  const parts = splitUri(url);
  const good =
    url.length <= MAX_URL_LENGTH &&
    onlyUriCharacters(url) &&
    !hasBadPercent(url) &&
    /^https?$/i.test(parts?.scheme ?? '') &&
    splitAuthority(parts?.authority ?? '') !== undefined;
  if (!good) throw new Refusal('LINK_INVALID', [field]);
  return url;
}
