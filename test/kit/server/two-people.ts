import { randomUUID } from 'node:crypto';
import type { Fields } from './ask.js';
import { aLiveKey, type Reviewed } from './going-live.js';
import type { Person } from './settings.js';

interface Governed extends Reviewed {
  token(person?: Person): Promise<string>;
}

/** An account of its own with three administrators and a developer, and the platform's reviewer. */
export async function anAccount({ token }: Pick<Governed, 'token'>) {
  const account = `acme-${randomUUID()}`;
  const named = (name: string, more: Person = {}) => token({ account, subject: `${name}@acme.example`, ...more });
  return {
    ada: await named('ada'),
    grace: await named('grace'),
    kim: await named('kim'),
    dora: await named('dora', { roles: ['DEVELOPER'] }),
    reviewer: await token({ roles: ['REVIEWER'], subject: `platform-${randomUUID()}`, account: null }),
  };
}
export type People = Awaited<ReturnType<typeof anAccount>>;

export async function takeTwo({ ask }: Pick<Governed, 'ask'>, token: string): Promise<void> {
  const set = `mutation { setAccountPolicy(input: { productionChanges: FOUR_EYES }) { userErrors { code } } }`;
  const { data, errors } = await ask(set, {}, token);
  if (errors.length > 0 || !data['setAccountPolicy']) throw new Error(JSON.stringify(errors));
}

/** An account that has four eyes, with a live key of this person. */
export async function aLiveKeyOfTwo(server: Governed, owner: 'ada' | 'dora' = 'ada') {
  const people = await anAccount(server);
  const key = await aLiveKey(server, people.reviewer, people[owner]);
  await takeTwo(server, people.ada);
  return { ...people, key };
}

export const codesOf = ({ userErrors }: Fields) =>
  (userErrors as unknown as { code: string }[]).map(({ code }) => code);

const newest = 'integratorKey { proposals(last: 1) { nodes { id } } }';

/** Id of a new proposal. */
export async function proposed({ mutate }: Reviewed, key: string, change: object, token: string): Promise<string> {
  const payload = await mutate('proposeChange', { integratorKeyId: key, ...change }, newest, token);
  if (codesOf(payload).length > 0) throw new Error(codesOf(payload).join());
  return String(payload['integratorKey']?.['proposals']?.['nodes']?.['0']?.['id']);
}
