import type { ServerProcess } from '../kit/server/server-process.js';

export type Asked = Pick<ServerProcess, 'address' | 'token'>;

export interface Answer<Fields> {
  data?: Fields | null;
  errors?: { message: string; extensions: { code: string } }[];
}

/** Sends one operation; the answer as it came. */
export async function post<Fields>({ address, token }: Asked, query: string, variables: object = {}) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer<Fields>;
}

/** The data, or an error that says why there is none. */
export async function ask<Fields>(server: Asked, query: string, variables: object = {}): Promise<Fields> {
  const { data, errors } = await post<Fields>(server, query, variables);
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}

export interface Payload {
  integratorKey: { id: string; revision: number } | null;
  position: string | null;
  userErrors: { code: string; field: string[] | null }[];
}

const capital = (verb: string) => verb.charAt(0).toUpperCase() + verb.slice(1);

/** Runs a mutation that must not be refused; `more` is what it answers beside the key. */
export async function mutate<More>(server: Asked, verb: string, input: object, more = ''): Promise<Payload & More> {
  const query = `mutation Do($input: ${capital(verb)}Input!) {
    ${verb}(input: $input) { integratorKey { id revision } position userErrors { code field } ${more} }
  }`;
  const { [verb]: payload } = await ask<Record<string, Payload & More>>(server, query, { input });
  if (!payload || payload.userErrors.length > 0) throw new Error(`${verb}: ${JSON.stringify(payload?.userErrors)}`);
  return payload;
}
