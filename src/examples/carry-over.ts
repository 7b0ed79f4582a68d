/** What the steps need of earlier steps; empty until an answer brings it. */
export const emptyVariables = {
  ...{ key: '', secret: '', request: '', productionSecret: '' },
  ...{ oldSecret: '', until: '', brownout: '' },
};

export type Variables = Readonly<Record<string, unknown>>;

/** The answers that bring something, as far as that matters here. */
export interface Answers {
  createIntegratorKey?: { integratorKey?: { id?: string } | null } | null;
  addSecret?: { secret?: { id?: string } | null; plainText?: string | null } | null;
  requestGoLive?: { integratorKey?: { goLive?: { request?: { id?: string } | null } } | null } | null;
  furnished?: { secrets?: readonly { plainText?: string | null }[] | null } | null;
  expiringCredentials?: { nodes?: readonly Ending[] } | null;
  rotateSecret?: { secret?: { createdAt?: string } | null } | null;
  scheduleBrownout?: { secret?: { brownouts?: readonly { id?: string }[] } | null } | null;
}

interface Ending {
  kind?: string;
  replacedBy?: string | null;
  integratorKeyId?: string;
  credentialId?: string;
}

/**
 * The variables after an answer: a new key's id becomes `key`, a new secret's plain text `secret` and its id `oldSecret`, the id of a request to go
 * live `request`, and what `furnished` brings for production `productionSecret`; a new key has none of these. Where no secret was made, one that
 * ends soon and that nothing replaces becomes `oldSecret`, and its key `key`. A rotation brings `until`, the end of a brownout, and that `brownout`.
 * Runs in the tour and in both pages (in one as source text), so it leans on nothing outside itself.
 */
export function carryOver(variables: Variables, data: Answers | null | undefined): Variables {
  const key = data?.createIntegratorKey?.integratorKey?.id;
  const secret = data?.addSecret?.plainText;
  const request = data?.requestGoLive?.integratorKey?.goLive?.request?.id;
  const productionSecret = data?.furnished?.secrets?.[0]?.plainText;
  const oldSecret = data?.addSecret?.secret?.id;
  const ending = data?.expiringCredentials?.nodes?.find(({ kind, replacedBy }) => kind === 'SECRET' && !replacedBy);
  const rotatedAt = data?.rotateSecret?.secret?.createdAt;
  const brownout = data?.scheduleBrownout?.secret?.brownouts?.at(-1)?.id;
  const ofAnotherKey = { secret: '', request: '', productionSecret: '', until: '', brownout: '' };
  return {
    ...variables,
    ...(key ? { key, ...ofAnotherKey, oldSecret: '' } : {}),
    ...(secret ? { secret } : {}),
    ...(oldSecret ? { oldSecret } : {}),
    ...(request ? { request } : {}),
    ...(productionSecret ? { productionSecret } : {}),
    ...(ending && !variables['oldSecret']
      ? { key: ending.integratorKeyId, ...ofAnotherKey, oldSecret: ending.credentialId }
      : {}),
    ...(rotatedAt ? { until: new Date(Date.parse(rotatedAt) + 12 * 60 * 60 * 1000).toISOString() } : {}),
    ...(brownout ? { brownout } : {}),
  };
}
