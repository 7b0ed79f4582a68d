import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { developmentKey } from '../../../../src/adapters/auth/development-key.js';
import type { Answer, Fields } from '../../../kit/server/ask.js';
import { serveApart } from '../../../kit/server/own-process.js';
import { newDataDirectory } from '../../../kit/server/settings.js';
import { newKeyPair } from '../../../kit/facts/key-pair.js';

/** Stands in for whatever was typed into the wrong place: none of it may come back, nor reach the log. No name is as long. */
export const canary = 'CANARYcanaryCANARYcanaryCANARYcanary0123456789ABCDEF';

/** What was answered: `<status> <code> [<field>]`, or `socket <code>`; and the whole of it as it came. */
export interface Told {
  told: string;
  text: string;
}

/** Bad input, what it is answered with, and what of it must not be said again beside the canary. */
export type Row = readonly [
  name: string,
  send: (world: World) => Promise<Told>,
  told: string,
  hidden?: (world: World) => readonly string[],
];

const idsIn = (key: Fields, list: string) => String((key[list] as unknown as { id: string }[])[0]?.id);

/** A server with two accounts, each with a key that has one of everything. */
export async function openWorld() {
  const directory = await newDataDirectory();
  const server = await serveApart({ KEYLEDGER_AUDIT_KEY_FILE: 'off' }, directory); // places are counted: nobody else writes
  const stranger = await server.token({ account: 'globex' });

  async function aKey(token: string) {
    const integratorKeyId = await server.newKey('Some key', token);
    const all = { addRedirectUris: [{ redirectUri: 'https://a.example/' }], addSecrets: [{}], addKeypairs: [{}] };
    const saved = await server.mutate('saveIntegratorKey', { integratorKeyId, ...all }, '', token);
    const key = saved['integratorKey'] as Fields;
    const [redirectUriId, secretId, keypairId] = [
      idsIn(key, 'redirectUris'),
      idsIn(key, 'secrets'),
      idsIn(key, 'keypairs'),
    ];
    return { integratorKeyId, redirectUriId, secretId, keypairId, position: String(saved['position']) };
  }
  const signer = await importJWK(await developmentKey(directory), 'ES256');
  const [own, foreign] = [await aKey(server.administrator), await aKey(stranger)];
  return {
    server,
    stranger,
    own,
    foreign,
    missing: randomUUID(),
    /** A token with these claims, signed as the server's own are. */
    signed: (claims: { aud?: string; iss?: string; exp?: number }) =>
      new SignJWT({ account: 'acme', roles: ['ADMINISTRATOR'], kind: 'user', ...standard(), ...claims })
        .setProtectedHeader({ alg: 'ES256' })
        .sign(signer),
    rsa: newKeyPair('rsa', { modulusLength: 2048 }),
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

export const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
const standard = () => ({ iss: 'keyledger-development', aud: 'keyledger', sub: canary, exp: inSeconds(3600) });

/** What an answer over HTTP says of its first fault. */
export async function overHttp(answer: Promise<Answer>): Promise<Told> {
  const { status, code, data, text } = await answer;
  const payload = Object.values(data ?? {})[0] as { userErrors?: { code: string; field: string[] | null }[] } | null;
  const refused = payload?.userErrors?.[0];
  const words = [status, code ?? refused?.code ?? 'fine', refused?.field?.join('.') ?? ''];
  return { told: words.join(' ').trim(), text };
}

/** A document by POST. */
export const asked =
  (query: string, variables: Record<string, unknown> = {}, token?: (world: World) => string) =>
  (world: World) =>
    overHttp(world.server.ask(query, variables, token?.(world)));

const capital = (verb: string) => verb.charAt(0).toUpperCase() + verb.slice(1);
type Given = Record<string, unknown>;

/** A mutation on the key of the caller, with this input. */
export const mutation =
  (verb: string, given: Given | ((world: World) => Given)) =>
  (world: World): Promise<Told> => {
    const key = verb === 'createIntegratorKey' ? {} : { integratorKeyId: world.own.integratorKeyId };
    const input = { ...key, ...(typeof given === 'function' ? given(world) : given) };
    const query = `mutation ($input: ${capital(verb)}Input!) { ${verb}(input: $input) { integratorKey { id } userErrors { code field message } } }`;
    return overHttp(world.server.ask(query, { input }));
  };
