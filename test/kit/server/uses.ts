type AskAs = (query: string, variables: Record<string, unknown>, token: string) => Promise<unknown>;

/** An authorization server checks a redirect URI of the key in demo as often as going live takes; it must match. */
export async function useInDemo(ask: AskAs, token: string, key: { clientId: unknown; redirectUri: string }) {
  const query =
    'query ($clientId: ID!, $redirectUri: String!) { checkRedirectUri(clientId: $clientId, redirectUri: $redirectUri, environment: DEMO) { match } }';
  for (let uses = 0; uses < 20; uses++) await ask(query, key, token);
}
