import { Script } from 'node:vm';
import { expect, test } from '@jest/globals';
import { readExamples } from '../../../src/examples/document.js';
import { landingPage } from '../../../src/http/pages/landing-page.js';
import { configurationOf } from './read-page.js';

const variables = { key: '', secret: '' };

test('configures Sandbox with the ten steps, the variables and the token', () => {
  const document = readExamples();
  expect(configurationOf(landingPage({ document, variables, token: 'a-token' }))).toMatchObject({
    initialEndpoint: '/graphql',
    initialSubscriptionEndpoint: '/graphql',
    initialState: { document, variables, headers: { Authorization: 'Bearer a-token' } },
  });
});

test('has no Authorization header without a token', () => {
  expect(landingPage({ document: 'query A { x }', variables })).not.toMatch(/authorization/i);
});

test('a document cannot leave its script block', () => {
  const document = '# </script><script>alert(1)</script><!--\nquery A { x }';
  const page = landingPage({ document, variables });
  expect(page).not.toContain('alert(1)</script>');
  expect(configurationOf(page)).toMatchObject({ initialState: { document } });
});

test('leads to /ide: by a link at once, and by itself when the script fails', () => {
  const page = landingPage({ document: 'query A { x }', variables });
  expect(page).toContain('<a href="/ide">');
  expect(page).toMatch(
    /<script async src="https:\/\/embeddable-sandbox\.cdn\.[^"]+" onload="start\(\)" onerror="goToIde\(\)">/,
  );
  expect(page).toContain("location.replace('/ide')");
  expect(page).toContain('<html lang="en">');
});

test('its script is one that a browser can parse', () => {
  const [, script = ''] = /<script>([^]*?)<\/script>/.exec(landingPage({ document: 'query A { x }', variables })) ?? [];
  expect(script).toContain('EmbeddedSandbox');
  expect(() => new Script(script)).not.toThrow();
});
