import { expect, test } from '@jest/globals';
import { makeSecretText } from '../../../src/adapters/crypto/secrets/secret-format.js';
import { descriptionOf, labelOf, nameOf, ownerOf, reasonOf } from '../../../src/domain/values/text.js';
import { linkOf } from '../../../src/domain/values/link.js';
import { acceptRedirectUri } from '../../../src/domain/redirect-uris/accept-redirect-uri.js';
import { toldBy } from '../../kit/facts/given.js';

const secrets = (['DEMO', 'PRODUCTION'] as const).map((environment) =>
  makeSecretText(environment, Buffer.alloc(32, 7)),
);
const places: [string, (text: string) => unknown][] = [
  ['name', nameOf],
  ['label', labelOf],
  ['description', descriptionOf],
  ['newOwner', ownerOf],
  ['reason', reasonOf],
  ['privacyPolicyUrl', (text) => linkOf(`https://a.example/?s=${text}`, 'privacyPolicyUrl')],
  ['redirectUri', (text) => acceptRedirectUri(`https://a.example/${text}`)],
];

test.each(places)('a secret pasted into %s is refused, for it would be kept for ever', (field, rule) => {
  for (const secret of secrets) expect(toldBy(() => rule(secret))).toEqual([['SECRET_MATERIAL', [field]]]);
});

test('so is the head of a private key', () => {
  for (const kind of ['', 'RSA ', 'ENCRYPTED '])
    expect(toldBy(() => descriptionOf(`-----BEGIN ${kind}PRIVATE KEY----- abc`))).toEqual([
      ['SECRET_MATERIAL', ['description']],
    ]);
});

test('what only looks a little like one is a name', () => {
  for (const text of ['kl_demo_', 'the kl_demo_ prefix', 'kl_demo_short', '-----BEGIN PUBLIC KEY-----'])
    expect(nameOf(text)).toBe(text);
});
