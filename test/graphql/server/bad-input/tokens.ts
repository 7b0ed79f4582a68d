import { createSecretKey } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { overSocket } from './sockets.js';
import { canary, inSeconds, overHttp, type Row, type World } from './world.js';

const claims = () => ({
  ...{ iss: 'keyledger-development', aud: 'keyledger', sub: canary, exp: inSeconds(3600) },
  ...{ account: 'acme', roles: ['ADMINISTRATOR'], kind: 'user' },
});

const forgeries: Record<string, (world: World) => Promise<string> | string> = {
  'that is no token': () => canary,
  'in three parts of no sense': () => `${canary}.${canary}.${canary}`,
  'that is forged: signed with another key': async () =>
    new SignJWT(claims()).setProtectedHeader({ alg: 'ES256' }).sign((await generateKeyPair('ES256')).privateKey),
  'that is forged: it brings its key along': async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    return new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', jwk: await exportJWK(publicKey) }).sign(privateKey);
  },
  'that is forged: HS256': () =>
    new SignJWT(claims()).setProtectedHeader({ alg: 'HS256' }).sign(createSecretKey(Buffer.from(canary))),
  'that is forged: its claims were changed': async ({ signed }) => {
    const [header, , signature] = (await signed({})).split('.');
    return [
      header,
      Buffer.from(JSON.stringify({ ...claims(), account: 'globex' })).toString('base64url'),
      signature,
    ].join('.');
  },
  'that is forged: its signature was cut off': async ({ signed }) => (await signed({})).replace(/[^.]*$/, ''),
  'of alg none': () => new UnsecuredJWT(claims()).encode(),
  'that is expired': ({ signed }) => signed({ exp: inSeconds(-60) }),
  'for another audience': ({ signed }) => signed({ aud: canary }),
  'of another issuer': ({ signed }) => signed({ iss: canary }),
};

const query = '{ viewer { id } integratorKeys { totalCount } }';
const write = `mutation { createIntegratorKey(input: { name: "${canary}" }) { position } }`;
const asking = (document: string, forge: (world: World) => Promise<string> | string) => async (world: World) =>
  overHttp(world.server.ask(document, {}, await forge(world)));
const basic = ({ server }: World) =>
  overHttp(server.post({ query }, { authorization: `Basic ${Buffer.from(`ada:${canary}`).toString('base64')}` }));

/** Tokens that do not count, over HTTP and over a WebSocket. The subject of each is the canary. */
export const tokens: readonly Row[] = [
  ['no token', asking(query, () => ''), '401 UNAUTHENTICATED'],
  ['a mutation without a token', asking(write, () => ''), '401 UNAUTHENTICATED'],
  ['a name and a password', basic, '401 UNAUTHENTICATED', () => [Buffer.from(`ada:${canary}`).toString('base64')]],
  ...Object.entries(forgeries).flatMap(([name, forge]): Row[] => [
    [`a token ${name}`, asking(query, forge), '401 UNAUTHENTICATED'],
    [`a mutation with a token ${name}`, asking(write, forge), '401 UNAUTHENTICATED'],
    [`a socket with a token ${name}`, overSocket(forge), 'socket 4403'],
  ]),
];

/** The control: the same token, signed as it should be, counts. */
export const control = asking('{ viewer { id } }', ({ signed }) => signed({}));
