import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clientMetadata } from '../../projections/credentials/client-metadata.js';
import { foldCredentials } from '../../projections/credentials/fold.js';
import type { Credentials } from '../../projections/credentials/row.js';
import { foldKeyDetails } from '../../projections/key-details/fold.js';
import type { KeyDetails } from '../../projections/key-details/row.js';
import { anyHistory } from '../kit/facts/any-history.js';
import { now } from '../kit/facts/facts.js';

const of = <One extends { environment: string }>(environment: string, all: readonly One[]) =>
  all.filter((one) => one.environment === environment);
const things = (environment: string, { redirectUris, secrets, keypairs }: Credentials | KeyDetails) => [
  of<{ environment: string }>(environment, redirectUris),
  of<{ environment: string }>(environment, secrets),
  of<{ environment: string }>(environment, keypairs),
];

test('what authorization servers and people are told of production is empty when a key goes live, and demo is as it was', () => {
  let approvals = 0;
  fc.assert(
    fc.property(anyHistory, (all) => {
      const clients = new Map<string, Credentials>();
      const keys = new Map<string, KeyDetails>();
      for (const event of all) {
        const [before, seen] = [clients.get(event.keyId), keys.get(event.keyId)];
        const [client, key] = [foldCredentials(before, event), foldKeyDetails(seen, event)];
        clients.set(event.keyId, client);
        keys.set(event.keyId, key);
        if (event.type !== 'GoLiveApproved') continue;
        approvals++;
        for (const [is, was] of [[client, before] as const, [key, seen] as const]) {
          expect(things('PRODUCTION', is)).toEqual([[], [], []]);
          expect(things('DEMO', is)).toEqual(was && things('DEMO', was));
        }
        const told = clientMetadata(client, 'PRODUCTION', now); // none of a key that is disabled
        if (client.status === 'ACTIVE') expect(told).toMatchObject({ redirectUris: [], until: null });
        else expect(told).toBeUndefined();
        expect(clientMetadata(client, 'DEMO', now)).toEqual(clientMetadata(before, 'DEMO', now));
      }
      for (const client of clients.values()) {
        const told = clientMetadata(client, 'PRODUCTION', now);
        const counts = client.status === 'ACTIVE' && client.environments.includes('PRODUCTION') && !client.suspended;
        expect(told !== undefined).toBe(counts);
        if (told)
          expect(told.redirectUris).toEqual(of('PRODUCTION', client.redirectUris).map((uri) => uri.redirectUri));
      }
    }),
    { numRuns: 150 },
  );
  expect(approvals).toBeGreaterThan(20);
});
