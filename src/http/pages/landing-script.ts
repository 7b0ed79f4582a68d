import { carryOver } from '../../examples/carry-over.js';

/** How long the page waits for Apollo's script. */
const SCRIPT_TIMEOUT_MS = 5_000;
/** How long the page waits for the first message of Sandbox's frame. */
const FRAME_TIMEOUT_MS = 15_000;

/** Starts Sandbox, fills empty variables from earlier answers, and goes to `/ide` if Sandbox does not load. */
export const landingScript = `
      const carryOver = ${carryOver.toString()};
      let remembered = {};

      function goToIde() {
        document.getElementById('state').textContent = 'Apollo Sandbox cannot be reached. Going on to GraphiQL.';
        location.replace('/ide');
      }

      function filledIn(body) {
        const request = JSON.parse(body);
        for (const [name, value] of Object.entries(request.variables ?? {}))
          if (value === '' && remembered[name] && request.query.includes('$' + name)) request.variables[name] = remembered[name];
        return JSON.stringify(request);
      }

      async function handleRequest(url, options) {
        const response = await fetch(url, typeof options.body === 'string' ? { ...options, body: filledIn(options.body) } : options);
        response.clone().json().then(({ data }) => { remembered = carryOver(remembered, data); }, () => {});
        return response;
      }

      let started = false;
      function start() {
        if (started || !window.EmbeddedSandbox) return;
        started = true;
        const options = JSON.parse(document.getElementById('configuration').textContent);
        options.initialEndpoint = new URL(options.initialEndpoint, location).href;
        options.initialSubscriptionEndpoint = new URL(options.initialSubscriptionEndpoint, location).href.replace(/^http/, 'ws');
        // Sandbox puts the document into a URL, where a tab takes three characters and an indentation of two spaces six.
        const { initialState } = options;
        initialState.document = initialState.document.replace(/^ +/gm, (spaces) => '\\t'.repeat(spaces.length / 2));
        const silent = setTimeout(goToIde, ${FRAME_TIMEOUT_MS});
        addEventListener('message', ({ origin }) => {
          if (origin === 'https://sandbox.embed.apollographql.com') clearTimeout(silent);
        });
        new window.EmbeddedSandbox({ ...options, handleRequest });
      }
      setTimeout(() => { if (!window.EmbeddedSandbox) goToIde(); }, ${SCRIPT_TIMEOUT_MS});
    `;
