/** What the steps need of earlier steps; empty until an answer brings it. */
export const emptyVariables = { key: '', secret: '', request: '', productionSecret: '' };

export type Variables = Readonly<Record<string, unknown>>;

/** The answers that bring something, as far as that matters here. */
export interface Answers {
  createIntegratorKey?: { integratorKey?: { id?: string } | null } | null;
  addSecret?: { plainText?: string | null } | null;
  requestGoLive?: { integratorKey?: { goLive?: { request?: { id?: string } | null } } | null } | null;
  furnished?: { secrets?: readonly { plainText?: string | null }[] | null } | null;
}

/**
 * The variables after an answer: a new key's id becomes `key`, a new secret's plain text `secret`, the id of a request to go
 * live `request`, and what `furnished` brings for production `productionSecret`; a new key has none of these.
 * Runs in the tour and in both pages (in one as source text), so it leans on nothing outside itself.
 */
export function carryOver(variables: Variables, data: Answers | null | undefined): Variables {
  const key = data?.createIntegratorKey?.integratorKey?.id;
  const secret = data?.addSecret?.plainText;
  const request = data?.requestGoLive?.integratorKey?.goLive?.request?.id;
  const productionSecret = data?.furnished?.secrets?.[0]?.plainText;
  return {
    ...variables,
    ...(key ? { key, secret: '', request: '', productionSecret: '' } : {}),
    ...(secret ? { secret } : {}),
    ...(request ? { request } : {}),
    ...(productionSecret ? { productionSecret } : {}),
  };
}
