import type { Post, PostFailure, PostOutcome, WebhookRequest } from '../../app/webhooks/ports.js';
import { urlFault } from '../../domain/webhooks/url-fault.js';
import { addressesOf, type AddressRules } from './addresses-of.js';
import { CannotPost } from './cannot-post.js';
import { isPublicAddress } from './is-public-address.js';
import { resolveByDns, resolveBySystem } from './resolve-name.js';
import { sendPost } from './send-post.js';

/** For name, connection, TLS and answer together. */
const BOUND_MS = 10_000;

export interface PostOptions {
  /** Whether private addresses are fine, and `http` with them. In development only. */
  privateAddresses: boolean;
  /** PEM certificates to trust instead of those that Node does. */
  ca?: string;
  /** Default: the name servers; with private addresses, what the system says. */
  resolve?: AddressRules['resolve'];
  /** Which addresses are public, if private ones are not fine. */
  isPublic?: (address: string) => boolean;
  /** Begins the time of one POST; the signal is aborted when it is up. */
  bound?: () => AbortSignal;
}

/**
 * POSTs to where strangers want it, and nowhere private: each time the host is resolved, every address of it is checked, and one
 * of these very addresses is connected to. Nothing is followed, pooled or kept.
 */
export function postToPublic({
  privateAddresses,
  ca,
  resolve = privateAddresses ? resolveBySystem : resolveByDns(),
  isPublic = isPublicAddress,
  bound = () => AbortSignal.timeout(BOUND_MS),
}: PostOptions): Post {
  const rules: AddressRules = { resolve, isAllowed: privateAddresses ? () => true : isPublic };

  async function statusOf(request: WebhookRequest): Promise<number> {
    const fault = urlFault(request.url, { httpToo: privateAddresses });
    if (fault) throw new CannotPost(fault);
    const url = new URL(request.url);
    const signal = bound();
    return sendPost(request, url, { addresses: await addressesOf(url, rules, signal), ca, signal });
  }

  return (request) => statusOf(request).then(answered, failed);
}

const answered = (status: number): PostOutcome => ({ kind: 'ANSWERED', status });
const failed = (error: unknown): PostOutcome => ({ kind: 'FAILED', why: whyOf(error) });
/** Anything else was thrown before a connection was tried, such as by Node for a header that cannot be sent. */
const whyOf = (error: unknown): PostFailure => (error instanceof CannotPost ? error.why : 'UNREACHABLE');
