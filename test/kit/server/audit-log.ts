import type { AuditEvent } from '../../../src/operations/audit/audit-event.js';
import type { asker } from './ask.js';

const PAGE = `query ($after: String) { auditLog(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes {
  id type recordedAt position actor { id kind } sourceIp userAgent reason correlationId causationId summary
  subject { kind id label } changes { field before after }
  ... on KeyEvent { integratorKeyId revision environment proposalId } } } }`;

interface Page {
  pageInfo: { hasNextPage: boolean; endCursor: string };
  nodes: Omit<AuditEvent, 'account'>[];
}

/** Every event of an account as `auditLog` of GraphQL tells it, in the order of the log. */
export async function auditLogOf({ ask }: Pick<ReturnType<typeof asker>, 'ask'>, token: string) {
  const found: Page['nodes'] = [];
  for (let after: string | null = null; ;) {
    const { data } = await ask(PAGE, { after }, token);
    const { nodes, pageInfo } = data['auditLog'] as unknown as Page;
    found.push(...nodes);
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return found.sort((one, other) => (one.position < other.position ? -1 : 1));
}
