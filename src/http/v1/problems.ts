/** Problems of `/v1` (RFC 9457): code -> status, title, and what can be said of every one. These codes are part of the public contract. */
export const problems = {
  invalid_request: [400, 'The request is not valid', 'A parameter is missing, repeated, or not of the form it has.'],
  invalid_position: [400, 'Not a position of this log', 'at_least or after is not a position that this server gave.'],
  unauthenticated: [
    401,
    'No token that counts',
    'Send "Authorization: Bearer <token>" with a token that has not expired.',
  ],
  forbidden: [
    403,
    'Not allowed',
    'This takes the role AUTHORIZATION_SERVER, or ADMINISTRATOR for keys of its account.',
  ],
  witness_unknown: [403, 'No witness of this server', 'No line is by a key that KEYLEDGER_AUDIT_WITNESSES lists.'],
  report_not_signed: [
    403,
    'Not signed by GitHub',
    'Github-Public-Key-Signature is no signature of this body by a key of this server that Github-Public-Key-Identifier names.',
  ],
  client_not_found: [
    404,
    'No such client',
    'The client is unknown, deleted, disabled or not in this environment; nobody may use it here.',
  ],
  not_found: [404, 'Nothing here', 'No operation has this address.'],
  method_not_allowed: [405, 'Not this method', 'The header Allow lists the methods that are answered here.'],
  request_timeout: [408, 'The request took too long', 'All of it has to arrive within 30 seconds. Send it again.'],
  checkpoint_not_newest: [
    409,
    'Not the newest checkpoint',
    'The note is not the newest checkpoint of this log. Read that, and sign it.',
  ],
  checkpoint_full: [409, 'No room in the note', 'A checkpoint has at most 16 signatures. Sign the next one.'],
  content_too_large: [413, 'The body is too long', 'No request to /v1 needs as much.'],
  uri_too_long: [414, 'The address is too long', 'No request to /v1 needs as much.'],
  too_many_streams: [
    429,
    'Too many streams',
    'Whoever asks has as many streams of changes open as it may, or the server has. End some.',
  ],
  too_many_requests: [
    429,
    'Too many requests',
    'This takes no more now, from your address or from all. The header Retry-After says in how many seconds it does.',
  ],
  unsupported_media_type: [
    415,
    'Not a type that is read here',
    'Send application/json or application/x-www-form-urlencoded in UTF-8, without content-encoding; to /audit/cosignature text/plain.',
  ],
  cosignature_wrong: [
    422,
    'Not a signature of the newest checkpoint',
    'A line names a witness of this server and is no signature by it of the newest checkpoint: it is wrong, or of an older one.',
  ],
  expectation_failed: [417, 'Not an expectation that is met', 'Nothing can be expected here but 100-continue.'],
  headers_too_large: [431, 'The headers are too long', 'All of them together have at most 16 KiB.'],
  unavailable: [503, 'Not now', 'Something that this needs is away or not there yet; nothing was changed. Try again.'],
  replay_check_unavailable: [
    503,
    'The use of the assertion cannot be recorded',
    'It does not count, because nobody can say whether it was used before. Try again.',
  ],
  internal_error: [500, 'A fault of the server', 'The log has it under the correlation id of this answer.'],
} as const satisfies Record<string, readonly [status: number, title: string, detail: string]>;

export type ProblemCode = keyof typeof problems;

export const PROBLEM_TYPE = 'application/problem+json';

/** Where a problem of this code is explained, relative to the server. */
export const explanationOf = (code: ProblemCode) => `/v1/problems/${code}`;

/** The members of RFC 9457 3.1, and the code. `detail` never has a value of the request in it. */
export function problem(code: ProblemCode, detail: string = problems[code][2]) {
  const [status, title] = problems[code];
  return { type: explanationOf(code), title, status, code, detail };
}
