import { readOpenApi } from '../../src/http/v1/openapi.js';

interface Sent extends RequestInit {
  path: string;
}

interface Operation {
  requestBody?: { content: Record<string, { schema: { properties: Record<string, unknown> } }> };
}
const { paths } = JSON.parse(readOpenApi()) as { paths: Record<string, Record<string, Operation>> };

/** Characters: longer than /v1 takes, and not so long that the answer comes, and the connection is closed, while it is being written. */
const TOO_LONG = 100_000;

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** Where in an address: each part of the path, the name and the value of a parameter. */
function inTheAddress(path: string, text: string, real: string): string[] {
  const parts = path.match(/\{\w+\}|[\w.-]+/g) ?? [];
  const put = (value: string) => value.replace('{environment}', 'demo').replace('{client_id}', real);
  return [
    ...parts.map((part) => put(path.replace(part, text))),
    ...['at_least', 'after', 'client_secret'].map((name) => `${put(path)}?${name}=${text}`),
    ...[
      `${put(path)}?${text}=1`,
      `${put(path)}/${text}`,
      `${put(path)}/%zz${text}`,
      `${put(path)}?at_least=%zz${text}`,
    ],
  ];
}

/** Headers that a careless client, or a proxy, may put it in. */
const headersWith = (text: string): Record<string, string>[] => [
  { authorization: `Bearer ${text}` },
  { authorization: `Basic ${Buffer.from(`client:${text}`).toString('base64')}` },
  { authorization: text },
  ...['user-agent', 'x-correlation-id', 'cookie', 'if-none-match', 'last-event-id', 'referer', 'origin'].map((name) => ({ [name]: text })),
  ...['x-forwarded-for', 'traceparent', 'content-encoding', 'accept', 'x-client-secret'].map((name) => ({ [name]: text })),
]; // prettier-ignore

/** Bodies, in good form and in bad, with it as a value, as a name and between. */
function bodiesWith(text: string, names: readonly string[], client: string): RequestInit[] {
  const each = ['client_id', 'client_secret', 'assertion', 'client_assertion', ...names];
  const others = Object.fromEntries(names.map((name) => [name, name === 'client_id' ? client : 'x']));
  // beside everything else, which is refused, and alone, which may be right
  const values = [others, { client_id: client }].flatMap((rest) => each.map((name) => ({ ...rest, [name]: text })));
  return [
    ...values.map((body) => ({ headers: json, body: JSON.stringify(body) })),
    ...values.map((body) => ({ headers: form, body: String(new URLSearchParams(body)) })),
    { headers: json, body: JSON.stringify({ ...others, [text]: text }) },
    { headers: json, body: JSON.stringify({ ...others, client_secret: [text], client_id: { [text]: text } }) },
    ...[`{"client_id": ${text}`, `{"client_id":"${text}","client_id":"${text}"}`, `["${text}"]`, `"${text}"`].map(
      (body) => ({ headers: json, body }),
    ),
    ...[text, `client_id=${text}&client_id=${text}`, `${text}=1&${text}=2`, `client_id=%zz%ff${text}`].map((body) => ({
      headers: form,
      body,
    })),
    { headers: { 'content-type': 'text/plain' }, body: text },
    { headers: { 'content-type': `text/${text}` }, body: text },
    { headers: { ...json, 'content-encoding': 'gzip' }, body: text },
    { headers: json, body: JSON.stringify({ ...others, client_secret: text.padEnd(TOO_LONG, text) }) },
  ];
} // prettier-ignore

/** This text in every place of every path of `/v1` where one can be put; the real client is asked about wherever the text is not. */
export function placedInV1(text: string, client: string): Sent[] {
  const real = (path: string) => path.replace('{environment}', 'demo').replace('{client_id}', client);
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([name, { requestBody }]): Sent[] => {
      const method = name.toUpperCase();
      const { properties = {} } = Object.values(requestBody?.content ?? {})[0]?.schema ?? {};
      const plain = requestBody && { headers: json, body: JSON.stringify({ client_id: client, redirect_uri: 'x' }) };
      return [
        ...inTheAddress(path, encodeURIComponent(text), client).map((one) => ({ ...plain, path: one, method })),
        ...headersWith(text).map((more) => ({ ...plain, path: real(path), method, headers: { ...plain?.headers, ...more } })),
        ...(requestBody ? bodiesWith(text, Object.keys(properties), client).map((body) => ({ ...body, path: real(path), method })) : []),
        ...['DELETE', 'PUT'].map((other) => ({ path: real(path), method: other, headers: json, body: `"${text}` })),
      ];
    }),
  );
  const others = [`/v1/${text}`, `/v1/problems/${text}`, `/v1/openapi.json?${text}`, `/v1/demo/${text}`, `/v1?${text}`, `/v1/static/${text}`];
  return [...described, ...others.map((path) => ({ path: encodeURI(path) }))];
} // prettier-ignore

/** Sends them all with this token where they bring none, and answers what came back: heads and bodies. */
export async function mistakesInV1(address: string, token: string, all: readonly Sent[]): Promise<string[]> {
  const answers: string[] = [];
  for (const { path, ...init } of all) {
    const headers = new Headers(init.headers);
    if (!headers.has('authorization')) headers.set('authorization', `Bearer ${token}`);
    const response = await fetch(address + path, { redirect: 'manual', ...init, headers });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
    const body = isStream ? void (await response.body?.cancel()) : await response.text();
    answers.push(JSON.stringify([response.status, [...response.headers], body]));
  }
  return answers;
}
