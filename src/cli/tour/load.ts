import { ask, TourStopped } from './ask.js';

/** What a client was answered. */
export interface Tally {
  accepted: number;
  refused: Record<string, number>;
}

export interface Client {
  secret: string;
  tally: Tally;
}

/** Runs mutations as the holder of a token. They reject with `TourStopped` when they are refused. */
export const mutatorOf = (graphql: URL, administrator: string) =>
  async function mutate<Answered>(verb: string, input: object, selection: string): Promise<Answered> {
    const name = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation ($input: ${name}!) { ${verb}(input: $input) { userErrors { code message } ${selection} } }`;
    const { answer } = await ask(graphql, administrator, { query, variables: { input } });
    const payload = answer.data?.[verb];
    const fault = answer.errors?.[0]?.message ?? payload?.userErrors?.[0]?.message;
    if (!payload || fault !== undefined) throw new TourStopped(`The tour stops at ${verb}: ${fault ?? 'no answer'}`);
    return payload as Answered;
  };

/** Lets a client show its secret as an authorization server would ask about it, and counts the answer. */
export const verifierAt =
  (url: string, server: string) =>
  async (clientId: string, { secret, tally }: Client): Promise<void> => {
    const response = await fetch(new URL('/v1/demo/authenticate-client', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${server}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ client_id: clientId, client_secret: secret }),
    });
    const { active = false, reason = `HTTP ${response.status}` } = (await response.json()) as {
      active?: boolean;
      reason?: string;
    };
    if (active) tally.accepted++;
    else tally.refused[reason] = (tally.refused[reason] ?? 0) + 1;
  };
