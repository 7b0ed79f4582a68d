import { problems } from '../../src/http/v1/problems.js';
import { refusals } from '../../src/domain/refusal/codes.js';

/** Codes of top-level `errors`, with when they come and what to do. */
export const exceptions = {
  UNAUTHENTICATED:
    'No bearer token, or one that does not count: forged, expired, or for somebody else. HTTP 401. Sign in again.',
  FORBIDDEN: 'Signed in, but the roles do not allow this.',
  UNAVAILABLE:
    'Something that this needs is down, full or not there yet. Nothing was changed, unless the message says that this is not known. Try again.',
  LOG_REWRITTEN:
    'The event log does not continue what was signed: it has lost or changed events. Nothing was changed, and nothing can be until the operator has looked into it.',
  INTERNAL_SERVER_ERROR: 'A fault of the server. `incidentId` finds it in the log.',
  BAD_USER_INPUT: 'An argument or a variable is not of the form that the schema asks for. The value is not repeated.',
  AS_OF_INVALID: 'A moment of the past is exactly one of `time`, `revision` and `position`.',
  REVISION_NOT_FOUND: 'The key has no event of this number.',
  POSITION_FOREIGN: 'The position is none of this log, or lies beyond its end.',
  TIME_IN_FUTURE: 'A moment of the past lies more than 5 seconds ahead.',
  RANGE_INVALID: 'A span of time ends where it begins, or before.',
  GRAPHQL_PARSE_FAILED: 'The document is no GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document asks for what the schema does not have.',
  TOO_MANY_TOKENS:
    'The document is longer than the server reads. The message has both numbers, as it has at all of TOO_...',
  TOO_MANY_ROOT_FIELDS:
    'The operation asks for more root fields, aliases included, than one request may. Send several.',
  TOO_DEEP: 'The operation is nested deeper than the server answers.',
  TOO_MANY_SUBSCRIPTIONS: 'The socket has as many subscriptions as it may. Open another one, or end some.',
  OPERATION_RESOLUTION_FAILURE: 'The document has several operations and the request does not say which.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'The server keeps no queries; send the whole document.',
  PERSISTED_QUERY_NOT_FOUND: 'The server keeps no queries; send the whole document.',
  BAD_REQUEST: 'HTTP itself is wrong: not JSON, too long, or a GET without the header of a preflight. HTTP 4xx.',
} as const;

/** Problems of `/v1`, with their status and what they say. */
export const toldProblems = Object.fromEntries(
  Object.entries(problems).map(([code, [status, title, detail]]) => [code, `HTTP ${status}. ${title}. ${detail}`]),
);

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([code]) => code.length)) + 2;
  const line = (code: string, told: string) => `| ${code.padEnd(width)} | ${told} |`;
  return [
    line('Code', 'What it says'),
    line('-'.repeat(width), '---'),
    ...rows.map(([code, told]) => line(`\`${code}\``, told)),
  ].join('\n');
}

/** `docs/errors.md`. */
export const errorsPage = () => `# Errors

Codes are part of the contract: they stay, and programs may rely on them. Messages are for people and may get better.
No message repeats a value that was sent.

This page is generated from the code by \`npm run generate\`, and \`npm test\` compares the two.

## What a rule refuses: \`userErrors\`

A mutation that is refused changes nothing and answers HTTP 200 with \`userErrors\`: each has a \`code\`, a \`message\` and the
path of the \`field\` in the input that it is about. \`REVISION_CONFLICT\` also tells the \`currentRevision\`.

${table(Object.entries(refusals))}

## What is exceptional: \`errors\`

Top-level \`errors\` have their code in \`extensions.code\`.

${table(Object.entries(exceptions))}

## What \`/v1\` answers: problems

\`/v1\` answers every error as \`application/problem+json\` (RFC 9457) with \`type\`, \`title\`, \`status\`, \`code\` and \`detail\`. A client
whose secret or assertion is wrong is no error: it is answered 200 with \`active: false\`.

${table(Object.entries(toldProblems))}
`;
