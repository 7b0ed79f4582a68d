/** The part of an answer that every test looks at. */
export interface Answer {
  status: number;
  headers: Headers;
  /** As it came. */
  text: string;
  // eslint's and our own rule is no `any`: what an operation answers is read through `Fields`
  data: Fields;
  errors: { message: string; extensions: { code: string; incidentId?: string } }[];
  /** Code of the first error. */
  code: string | undefined;
}

/** Whatever an operation answers, by name; a wrong name shows as undefined. */
export interface Fields {
  [name: string]: Fields;
}

type Variables = Record<string, unknown>;
const inputOf = (verb: string) => `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;

/** What every test may select of a key. */
export const everything = `id clientId name description privacyPolicyUrl termsOfUseUrl mobileApp clientType status
  environments owner createdAt createdBy { id kind } updatedAt revision
  redirectUris { id environment uri createdAt createdBy { id } }
  secrets(includeRevoked: true) { id environment label lastFour status notBefore expiresAt createdAt createdBy { id } }
  keypairs(includeRevoked: true) { id environment label kid fingerprint algorithm modulusLength source publicKeyPem status expiresAt createdAt createdBy { id } }
  authenticationMethods { method ready missing }`;

export const outcome = 'userErrors { code field message currentRevision } position';

/** Ways to talk to the server at an address; `signedIn` is the token for whoever gives none. */
export function asker(address: string, signedIn: string) {
  async function post(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return answerOf(response);
  }

  const ask = (query: string, variables: Variables = {}, token = signedIn) =>
    post({ query, variables }, token ? { authorization: `Bearer ${token}` } : {});

  /** A mutation by its verb; answers the payload. */
  async function mutate(verb: string, input: Variables, selection = '', token = signedIn): Promise<Fields> {
    const select = `integratorKey { ${everything} } ${selection} ${outcome}`;
    const query = `mutation ($input: ${inputOf(verb)}!) { ${verb}(input: $input) { ${select} } }`;
    const { data, errors } = await ask(query, { input }, token);
    if (errors.length) throw new Error(`${verb}: ${JSON.stringify(errors)}`);
    return data[verb] as Fields;
  }

  const find = async (id: unknown, token = signedIn) =>
    (await ask(`query ($id: ID!) { integratorKey(id: $id) { ${everything} } }`, { id }, token)).data['integratorKey'];

  /** Id of a new key. */
  const newKey = async (name = 'Some key', token = signedIn) =>
    String((await mutate('createIntegratorKey', { name }, '', token))['integratorKey']?.['id']);

  return { post, ask, mutate, find, newKey, get: get(address) };
}

const get =
  (address: string) =>
  async (path: string, headers: Record<string, string> = {}) =>
    answerOf(await fetch(`${address}${path}`, { headers, redirect: 'manual' }));

async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  const isJson = headers.get('content-type')?.includes('json');
  const { data, errors = [] } = (isJson ? JSON.parse(text) : {}) as Pick<Answer, 'data' | 'errors'>;
  return { status, headers, text, data, errors, code: errors[0]?.extensions.code };
}
