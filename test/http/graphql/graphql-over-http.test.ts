import { describe, expect, test } from '@jest/globals';
import { serverAudits, type AuditResult } from 'graphql-http';
import { aServer } from '../../kit/server/server.js';

const server = aServer();

const preflight = 'GET takes the header of a preflight: a page of another origin cannot send it (CSRF)';
const status = 'a client that looks at the status alone learns that nothing was executed; as Apollo Server has it';

/** Audits that are no requirement (SHOULD, MAY) and are not followed, and why. */
const known: Record<string, string> = { '572B': status, FDE2: status, '7B9B': status };
/** Those that join them when a GET comes without the header. */
const withoutHeader: Record<string, string> = { '5A70': preflight, D6D5: preflight, '6A70': preflight };

/** Every audit against the running server, signed in. */
function audit(more: Record<string, string>): Promise<AuditResult[]> {
  const fetchFn = (url: string, init: RequestInit = {}) => {
    const extra = { authorization: `Bearer ${server.administrator}`, ...(init.method !== 'POST' && more) };
    return fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...extra } });
  };
  const audits = serverAudits({ url: () => `${server.address}/graphql`, fetchFn });
  return Promise.all(audits.map(({ fn }) => fn()));
}

const failures = (results: AuditResult[]) =>
  results.flatMap((result) => (result.status === 'ok' ? [] : [{ ...result, response: undefined }]));
const ids = (results: AuditResult[]) => failures(results).map(({ id }) => id);

describe('GraphQL over HTTP, by the audits of graphql-http', () => {
  test('holds in every point that is required, and in the others but for those that are listed', async () => {
    const results = await audit({ 'apollo-require-preflight': 'true' });
    expect(results).toHaveLength(61);
    expect(failures(results).filter(({ name }) => name.startsWith('MUST'))).toEqual([]);
    expect(ids(results).sort()).toEqual(Object.keys(known).sort());
  });

  test('asks for one header over GET, and for no other concession', async () => {
    const results = await audit({});
    expect(failures(results).filter(({ name }) => name.startsWith('MUST'))).toEqual([]);
    expect(ids(results).sort()).toEqual(Object.keys({ ...known, ...withoutHeader }).sort());
  });
});
