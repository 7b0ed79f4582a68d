import type { Variables } from '../../examples/carry-over.js';
import { jsonBlock } from './json-block.js';
import { landingScript } from './landing-script.js';

const sandbox = 'https://embeddable-sandbox.cdn.apollographql.com/_latest/embeddable-sandbox.umd.production.min.js';

export interface LandingPage {
  /** Content of the operations pane. */
  document: string;
  variables: Variables;
  /** A bearer token for the Authorization header. Sandbox puts it into the URL of Apollo's frame. */
  token?: string | undefined;
}

/** The page at `/graphql` for a browser: Apollo Sandbox, or without internet a redirect to `/ide`. */
export function landingPage({ document, variables, token }: LandingPage): string {
  // The options of EmbeddedSandbox; the two endpoints become absolute in the browser, which has the origin.
  const options = {
    target: '#sandbox',
    initialEndpoint: '/graphql',
    initialSubscriptionEndpoint: '/graphql',
    endpointIsEditable: false,
    runTelemetry: false,
    sendOperationHeadersInIntrospection: true,
    initialState: {
      document,
      variables,
      ...(token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } }),
      includeCookies: false,
      pollForSchemaUpdates: false,
    },
  };
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Keyledger: Apollo Sandbox</title>
    <link rel="icon" href="data:,">
    <style>
      :root { color-scheme: light dark }
      body { font: 1.05rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 12vh auto; padding: 0 1rem }
      #sandbox:not(:empty) { position: fixed; inset: 0; background: Canvas }
    </style>
  </head>
  <body>
    <h1>Keyledger</h1>
    <p id="state">Apollo Sandbox is loading, with ten steps to try.</p>
    <p>It comes from the internet. <a href="/ide">GraphiQL at /ide</a> has the same steps and comes from this server.</p>
    <noscript><p>Both need JavaScript. Without it: <code>npm run tour</code> plays all thirty steps in a terminal.</p></noscript>
    <div id="sandbox"></div>
    ${jsonBlock('configuration', options)}
    <script>${landingScript}</script>
    <script async src="${sandbox}" onload="start()" onerror="goToIde()"></script>
  </body>
</html>
`;
}
