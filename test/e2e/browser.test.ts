import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDevelopmentIssuer, sampleAdministrator } from '../../src/adapters/auth/development-issuer.js';
import { examplesOf, readAllExamples, type Doer } from '../../src/examples/document.js';
import { chromium } from '../kit/browser/chromium.js';
import type { Answer } from '../kit/browser/graphiql.js';
import { browse, narrow, views } from './browsing.js';

const steps = examplesOf(readAllExamples());

if (chromium === undefined)
  test.skip('the pages in a browser: this machine has no Chromium in its PATH', () => undefined);
else
  describe('the pages in a browser without internet', () => {
    let browsing: Awaited<ReturnType<typeof browse>>;
    beforeAll(async () => {
      browsing = await browse();
    });
    afterAll(() => browsing.close());

    test.each(views)('every operation at /ide, $width wide and $scheme', async (view) => {
      const { page, picture, fits, ready, openMenu, closeMenu, take, linesInView, showHeaders, writeToken } =
        await browsing.open('/ide', view);
      const { mintToken } = await openDevelopmentIssuer(browsing.dataDir);
      const tokens: Record<Doer, string> = {
        ADMINISTRATOR: await mintToken(sampleAdministrator),
        REVIEWER: await mintToken({ ...sampleAdministrator, subject: 'rita@acme.example', roles: ['REVIEWER'] }),
        AUTHORIZATION_SERVER: await mintToken({
          ...sampleAdministrator,
          account: null,
          roles: ['AUTHORIZATION_SERVER'],
        }),
      };
      await ready();
      await picture('opened');
      await openMenu();
      await picture('menu');
      await closeMenu();
      await showHeaders();
      for (const { name, title, as } of steps) {
        await writeToken(tokens[as]);
        expect(await take(name)).toMatchObject({ data: expect.anything() });
        const seen = await linesInView();
        expect(seen).toContain(`# ${title}`);
        expect(seen).toContain(name);
        if (/0[18]a?_|10b|11|16|18|19b/.test(name)) await picture(name);
      }
      expect(await fits()).toBe(true);
      expect(page.complaints).toEqual([]);
      await page.close();
    });

    test('a new tab is signed in, as the tab before it is', async () => {
      const { page, picture, ready, newTab, write, runOnly, showHeaders, headers, writeToken } =
        await browsing.open('/ide');
      await ready();
      await newTab();
      await write('{ viewer { id } }');
      expect(await runOnly()).toEqual({ data: { viewer: { id: sampleAdministrator.subject } } });
      await showHeaders();
      await picture('second-tab');
      expect(await headers()).toContain('Bearer ');
      await writeToken('of-somebody-else');
      await newTab();
      expect(await headers()).toContain('of-somebody-else');
      await page.close();
    });

    test.each(views)(
      'a token that ends, at $width and $scheme: the subscription, and what comes after it',
      async (view) => {
        const { page, picture, ready, write, runOnly, nextAnswer, showHeaders, writeToken } = await browsing.open(
          '/ide',
          view,
        );
        const { mintToken } = await openDevelopmentIssuer(browsing.dataDir);
        await ready();
        await write('subscription { keyEvents(from: BEGINNING) { type } }');
        await showHeaders();
        // on a slow machine a token may be over before it is shown
        const begin = async (lifetimeSeconds: number): Promise<Answer> => {
          await writeToken(await mintToken({ ...sampleAdministrator, lifetimeSeconds }));
          const answer = await runOnly();
          return 'errors' in answer ? begin(lifetimeSeconds * 2) : answer;
        };
        let answer = await begin(1);
        while (!('errors' in answer)) {
          expect(answer).toMatchObject({ data: { keyEvents: { type: expect.any(String) } } });
          answer = await nextAnswer(answer);
        }
        expect(answer).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
        await picture('subscription-ended');
        expect(await runOnly()).toEqual({
          errors: [
            { message: expect.stringMatching(/^The socket was closed with code 4403: The token does not count here/) },
          ],
        });
        await picture('subscription-refused');
        await write('{ viewer { id } }');
        expect(await runOnly()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
        await picture('expired');
        expect(page.complaints).toEqual([]);
        await page.close();
      },
    );

    test.each(views)(
      'the page at /graphql, $width wide and $scheme, while it waits and without internet',
      async (view) => {
        const waiting = await browsing.open('/graphql', view, ['https://*']);
        await waiting.page.until('document.querySelector("h1") && true');
        await waiting.picture('waiting');
        expect(await waiting.fits()).toBe(true);
        await waiting.page.close();
        const { page, ready } = await browsing.open('/', view);
        await ready();
        expect(await page.evaluate('location.pathname')).toBe('/ide');
        await page.close();
      },
    );

    test('the documentation at 390 wide', async () => {
      const { page, picture, fits, ready } = await browsing.open('/ide', narrow);
      await ready();
      await page.click('document.querySelector(\'[aria-label="Show Documentation Explorer"]\')');
      await page.until('document.querySelector(".graphiql-plugin")?.innerText.includes("Query")');
      await picture('documentation');
      expect(await fits()).toBe(true);
      await page.close();
    });
  });
