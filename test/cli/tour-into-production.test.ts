import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { playTour, type Tokens } from '../../src/cli/tour/play.js';
import { examplesOf, readAllExamples } from '../../src/examples/document.js';
import { openEventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { serve, type OwnServer } from '../kit/server/server.js';
import { overhear } from './overhear.js';
import { run } from './run.js';

const steps = examplesOf(readAllExamples());

async function tokensOf({ administrator, token }: OwnServer): Promise<Required<Tokens>> {
  return {
    ADMINISTRATOR: administrator,
    REVIEWER: await token({ subject: 'rita@acme.example', roles: ['REVIEWER'] }),
    AUTHORIZATION_SERVER: await token({ account: null, roles: ['AUTHORIZATION_SERVER'] }),
  };
}

async function play(url: string, tokens: Tokens) {
  let printed = '';
  const stopped = await playTour({ url, tokens, write: (text) => (printed += text) }).then(() => undefined, String);
  return { printed, stopped };
}

describe.each(['sqlite', 'eventstoredb'])('the whole tour on the store %s', (store) => {
  let server: OwnServer;
  let close: () => Promise<unknown>;
  beforeAll(async () => {
    const double = store === 'sqlite' ? undefined : await openEventStoreDbDouble();
    const url = double && { KEYLEDGER_EVENTSTOREDB_URL: `esdb://127.0.0.1:${double.port}?tls=false` };
    server = await serve({ KEYLEDGER_STORE: store, ...url });
    close = () => server.remove().then(() => double?.close());
  });
  afterAll(() => close());

  test('brings a key from demo into production in one run', async () => {
    const { printed, stopped } = await play(server.address, await tokensOf(server));
    expect(stopped).toBeUndefined();
    expect(printed.match(/^HTTP 200$/gm)).toHaveLength(steps.length);
    for (const { title } of steps) expect(printed).toContain(title);
    expect(printed).toMatch(/\nAll \d+ operations answered as they should\. [^\n]+\n$/);
    const selection = 'name goLive { status requests { nodes { status endedBy { id } } } }';
    const { data } = await server.ask(`{ integratorKeys { nodes { ${selection} } } }`);
    expect(data['integratorKeys']).toMatchObject({
      nodes: [
        {
          goLive: {
            status: 'LIVE',
            requests: { nodes: [{ status: 'DECLINED' }, { status: 'APPROVED', endedBy: { id: 'rita@acme.example' } }] },
          },
        },
      ],
    });
  });
});

describe('the way into production', () => {
  let server: OwnServer;
  beforeAll(async () => {
    server = await serve();
  });
  afterAll(() => server.remove());

  test('stops where whoever approves is who has asked', async () => {
    const alsoReviewer = await server.token({ subject: 'administrator@acme.example', roles: ['REVIEWER'] });
    const { stopped } = await play(server.address, { ...(await tokensOf(server)), REVIEWER: alsoReviewer });
    expect(stopped).toMatch(/stops at Step16_Approve: refused with SAME_PERSON/);
  });

  test('says which token lacks which role', async () => {
    const { stopped } = await play(server.address, {
      ...(await tokensOf(server)),
      AUTHORIZATION_SERVER: await server.token({ roles: ['AUDITOR'] }),
    });
    expect(stopped).toMatch(
      /stops at Step11b_UseIt: FORBIDDEN: .* The token of --authorization-server-token needs the role authorization-server\.$/,
    );
  });

  test.each([
    ['swapped', 'active', true],
    ['meanwhile', 'reason', null],
  ])('stops where %s is not what it should be', async (name, field, value) => {
    const { app } = overhear(server.address, undefined, { [name]: { [field]: value } });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const { stopped } = await play(url, await tokensOf(server));
    await app.close();
    expect(stopped).toContain(`: ${name}.${field} is not `);
  });

  test('is found by the command with tokens of its own, from the data directory of the server', async () => {
    const directory = { KEYLEDGER_DATA_DIR: server.dataDirectory };
    const { code, stdout } = await run(['tour', '--url', server.address], directory);
    expect(stdout).toContain(`All ${steps.length} operations answered`);
    expect(code).toBe(0);
    const given = ['--token', server.administrator];
    const one = await run(['tour', '--url', server.address, ...given], directory);
    expect(one.stdout).toMatch(
      /Ten more lead into production\. They take --authorization-server-token and --reviewer-token/,
    );
  });
});
