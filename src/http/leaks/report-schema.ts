import * as schemas from '../v1/schemas.js';

const HASH = '9a3c5b6d1f0e4b7a8c2d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';

const header = (description: string) => ({ type: 'string', description });

/** What GitHub sends, and what it is told. */
export const reportSchema = {
  operationId: 'reportFoundSecrets',
  summary: 'GitHub has found these secrets in public',
  description:
    "For GitHub's secret scanning, which signs the body (ECDSA, P-256, SHA-256) with a key that this server was given; without such keys there is nothing here. What is a secret of ours is revoked, or only reported if its account has said so (`leakedSecrets`).",
  headers: {
    type: 'object',
    properties: {
      'github-public-key-identifier': header('Which key has signed.'),
      'github-public-key-signature': header('Signature of the bytes of the body, DER in base64.'),
    },
  },
  body: {
    type: 'array',
    maxItems: 1000,
    items: {
      type: 'object',
      required: ['token', 'type'],
      properties: {
        token: schemas.text('The text that was found.', 'kl_demo_...'),
        type: schemas.text('What kind of secret GitHub takes it for.', 'keyledger_secret'),
        url: { type: 'string', description: 'Where it was found. Not kept.' },
        source: { type: 'string', description: 'In what, such as `commit`. Not kept.' },
      },
    },
  },
  response: {
    200: {
      description: 'Of each, in the same order, whether it is a secret of ours or was one.',
      headers: schemas.headers.ofEach,
      type: 'array',
      items: {
        type: 'object',
        required: ['token_hash', 'token_type', 'label'],
        properties: {
          token_hash: schemas.text('SHA-256 of the token, hex.', HASH),
          token_type: schemas.text('The type, as it came.', 'keyledger_secret'),
          label: { type: 'string', enum: ['true_positive', 'false_positive'] },
        },
      },
    },
    ...schemas.problemResponses('invalid_request', 'report_not_signed', 'content_too_large', 'unavailable'),
  },
};
