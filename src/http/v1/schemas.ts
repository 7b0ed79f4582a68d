import type { Environment } from '../../domain/values/environment.js';
import { PROBLEM_TYPE, problem, problems, type ProblemCode } from './problems.js';

/** As they stand in an address. */
const environmentNames = ['demo', 'production'];

export interface InEnvironment {
  environment: string;
}
export interface OfClient extends InEnvironment {
  client_id: string;
}
export interface AtLeast {
  at_least?: string;
}

export const text = (description: string, example: string) => ({ type: 'string', description, examples: [example] });
export const nullable = (description: string, example: string | null) => ({
  ...{ type: ['string', 'null'], description, examples: [example] },
});

const environment = {
  ...text('Which environment: an authorization server is configured with one base address.', 'demo'),
  enum: environmentNames,
};
export const CLIENT_ID = '230546a7-9c55-40ad-8fbf-af205d5494ad';
export const POSITION = '08d950b7c4fc_0000000000000042';
export const CREDENTIAL_ID = '8b0f6a5e-3c0f-4a39-9d6a-2a3d3f0a7c11';
export const KID = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';
/** Shortened: no JWT stands in a description. */
export const assertion = text(
  'The JWT that the client has signed, as it came; at most 8 KiB.',
  'eyJhbGciOiJSUzI1NiJ9...',
);
export const audience = text(
  'Your issuer identifier: the assertion must name it and no other.',
  'https://login.example',
);
/** Why a credential does not count, told to who has proved possession. */
export const credentialReasons = ['expired', 'not_yet_valid', 'disabled', 'revoked', 'wrong_environment', 'suspended'];
export const assertionReasons = [...credentialReasons, 'expired_assertion', 'wrong_audience', 'replayed', 'claims'];
export const clientId = text('The OAuth client_id.', CLIENT_ID);

export const inEnvironment = { type: 'object', required: ['environment'], properties: { environment } };
export const ofClient = {
  type: 'object',
  required: ['environment', 'client_id'],
  properties: { environment, client_id: clientId },
};
export const atLeast = {
  type: 'object',
  properties: {
    // without an example: the page fills the field with it, and it would be a position of another log
    at_least: {
      type: 'string',
      description:
        'A position, as the header Keyledger-Position has it: the answer lacks nothing up to there, or is 503.',
    },
  },
};

/** What must be there of a body, by keywords of JSON Schema. */
interface Presence {
  required?: readonly string[];
  anyOf?: readonly { required: readonly string[] }[];
  /** For readers of the document: the checks do not know it, and the route looks by itself. */
  dependentRequired?: Readonly<Record<string, readonly string[]>>;
}

/** A body as JSON or as a form; what is not named here is ignored (RFC 6749 3.2). */
export function bodyOf(properties: Record<string, object>, presence: Presence) {
  const schema = { type: 'object', ...presence, properties };
  return { content: { 'application/json': { schema }, 'application/x-www-form-urlencoded': { schema } } };
}

/** An answer that is one of these problems. */
export function problemResponse(...codes: ProblemCode[]) {
  const schema = {
    type: 'object',
    required: ['type', 'title', 'status', 'code', 'detail'],
    properties: {
      type: text('Where it is explained, relative to this server.', `/v1/problems/${codes[0]}`),
      title: { type: 'string' },
      status: { type: 'integer' },
      code: { type: 'string', enum: codes, description: 'For programs: docs/errors.md.' },
      detail: { type: 'string' },
    },
  };
  const examples = Object.fromEntries(codes.map((code) => [code, { value: problem(code) }]));
  const description = codes.map((code) => problems[code][1]).join('; or: ');
  return { description, content: { [PROBLEM_TYPE]: { schema, examples } } };
}

/** Answers with these problems, by their status. */
export function problemResponses(...codes: ProblemCode[]) {
  const statuses = [...new Set(codes.map((code) => problems[code][0]))];
  const those = (status: number) => codes.filter((code) => problems[code][0] === status);
  return Object.fromEntries(statuses.map((status) => [status, problemResponse(...those(status))]));
}
/** Problems of every operation that takes a token. */
export const usual = ['invalid_request', 'invalid_position', 'unauthenticated', 'forbidden', 'unavailable'] as const;
const told = {
  'Keyledger-Position': { type: 'string', description: 'How far the answer goes: it lacks nothing up to there.' },
  'Keyledger-Stale-For-Ms': {
    type: 'string',
    description: 'Only while the event store is away: for how many milliseconds nothing was heard of it.',
  },
};
/** Headers of every answer, and of one that may be kept. */
export const headers = {
  ofEach: told,
  ofTagged: {
    ...told,
    ETag: { type: 'string', description: 'Of this version: send it as If-None-Match (RFC 9110 13.1.2).' },
    'Cache-Control': { type: 'string', description: 'Whether and for how long it may be kept.' },
  },
};
export const security = [{ bearer: [] }];
export const POSITION_HEADER = 'keyledger-position';
/** Until when the metadata of a client stay as they are if nobody changes them, ISO 8601 UTC. */
export const UNTIL_HEADER = 'keyledger-valid-until';
/** Milliseconds since the server has heard of its log; absent while it follows it. */
export const STALE_HEADER = 'keyledger-stale-for-ms';

/** The schema of the address lets no other through. */
export const environmentOf = (name: string): Environment => (name === 'production' ? 'PRODUCTION' : 'DEMO');
