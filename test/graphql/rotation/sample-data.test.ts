import { expect, test } from '@jest/globals';
import { faultIn } from '../../../src/cli/tour/fault.js';
import { carryOver, emptyVariables, type Variables } from '../../../src/examples/carry-over.js';
import { examplesOf, readRotationExamples } from '../../../src/examples/document.js';
import { aServerOfItsOwn } from '../../kit/server/server.js';
import { until } from '../../kit/webhooks/receiver.js';

const server = aServerOfItsOwn({ KEYLEDGER_SAMPLE_DATA: 'on' });
const DAY_MS = 24 * 60 * 60 * 1000;

interface Key {
  id: string;
  name: string;
  secrets: {
    id: string;
    retiresAt: string | null;
    brownouts: { from: string; to: string }[];
    safeToRetire: { verdict: string };
  }[];
}

async function sample(name: string): Promise<Key | undefined> {
  const secrets = `secrets { id label status retiresAt replacedBy brownouts { from to } safeToRetire { verdict } }`;
  const { data } = await server.ask(`{ integratorKeys(first: 20) { nodes { id name ${secrets} } } }`);
  return (data['integratorKeys']?.['nodes'] as unknown as Key[]).find((key) => key.name === name);
}
const daysUntil = (time: string | null | undefined) => (Date.parse(time ?? '') - Date.now()) / DAY_MS;

test('a rotation is in its middle: the old secret retires, is still used, and has a brownout before that', async () => {
  let secrets: Key['secrets'] = [];
  await until(async () => {
    secrets = (await sample('Mail Room'))?.secrets ?? [];
    return secrets[0]?.safeToRetire.verdict !== 'UNKNOWN'; // uses are written a little later
  });
  const [old, fresh] = secrets;
  expect(secrets).toMatchObject([
    { label: 'last year', status: 'RETIRING', replacedBy: fresh?.id, safeToRetire: { verdict: 'STILL_USED' } },
    { label: 'this year', status: 'ACTIVE', retiresAt: null, brownouts: [] },
  ]);
  const [brownout, ...others] = old?.brownouts ?? [];
  expect(others).toEqual([]);
  const ahead = [0, daysUntil(brownout?.from), daysUntil(brownout?.to), daysUntil(old?.retiresAt)];
  expect(ahead).toEqual([...ahead].sort((one, other) => one - other));
});

test('two secrets end within thirty days: one is replaced already, and one is not', async () => {
  const [room, archive] = [await sample('Mail Room'), await sample('Contract Archive')];
  const { data } = await server.ask(
    `{ expiringCredentials(within: "P30D") { nodes { credentialId integratorKeyId replacedBy reminders { days } } totalCount } }`,
  );
  const [old, fresh] = room?.secrets ?? [];
  expect(data['expiringCredentials']).toEqual({
    nodes: [
      { credentialId: old?.id, integratorKeyId: room?.id, replacedBy: fresh?.id, reminders: [{ days: 15 }] },
      {
        credentialId: archive?.secrets[0]?.id,
        integratorKeyId: archive?.id,
        replacedBy: null,
        reminders: [{ days: 90 }, { days: 60 }, { days: 30 }],
      },
    ],
    totalCount: 2,
  });
});

test('the steps of a rotation need nothing else, and can be done again', async () => {
  const archive = await sample('Contract Archive');
  const [old] = archive?.secrets ?? [];
  let known: Variables = emptyVariables;
  for (const { name, source, variables } of [
    ...examplesOf(readRotationExamples()),
    ...examplesOf(readRotationExamples()),
  ]) {
    const { data, errors } = await server.ask(source, Object.fromEntries(variables.map((of) => [of, known[of]])));
    expect([name, errors, faultIn({ status: 200, answer: { data } })]).toEqual([name, [], undefined]);
    known = carryOver(known, data);
    expect(known).toMatchObject({ key: archive?.id, oldSecret: old?.id });
  }
  const { secrets } = (await sample('Contract Archive')) as Key;
  expect(secrets).toMatchObject([
    { id: old?.id, status: 'ACTIVE', brownouts: [] },
    { label: 'rotated', status: 'ACTIVE' },
    { label: 'rotated', status: 'ACTIVE' },
  ]);
});
