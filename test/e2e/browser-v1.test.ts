import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readOpenApi } from '../../src/http/v1/openapi.js';
import { chromium } from '../kit/browser/chromium.js';
import { browse, views, wide } from './browsing.js';

const { paths } = JSON.parse(readOpenApi()) as { paths: Record<string, object> };
const described = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
);
const operation = (path: string) => `document.querySelector('[data-path="${path}"]').closest('.opblock')`;
const jwks = operation('/v1/{environment}/clients/{client_id}/jwks.json');
const authenticate = operation('/v1/{environment}/authenticate-client');

if (chromium === undefined)
  test.skip('the page at /v1 in a browser: this machine has no Chromium in its PATH', () => undefined);
else
  describe('the page at /v1 in a browser without internet', () => {
    let browsing: Awaited<ReturnType<typeof browse>>;
    beforeAll(async () => {
      browsing = await browse();
    });
    afterAll(() => browsing.close());

    /** The page once it has drawn the description. */
    async function opened(view = wide) {
      const { page, picture, fits } = await browsing.open('/v1', view);
      await page.until('document.querySelector(".opblock") && true');
      /** A click at what may be below the window. */
      const click = async (element: string) => {
        await page.until(`(() => {
          const element = ${element};
          element.scrollIntoView({ block: 'center' });
          const { x, y } = element.getBoundingClientRect();
          return element.contains(document.elementFromPoint(x + 9, y + 9));
        })()`); // it moves for as long as the page is drawn
        await page.click(element);
      };
      const open = async (block: string) => {
        await click(`${block}.querySelector('.opblock-summary-control')`);
        await page.until(`${block}.querySelector('.responses-table') && true`);
      };
      return { page, picture, fits, click, open };
    }

    test.each(views)('shows the operations, $width wide and $scheme', async (view) => {
      const { page, picture, fits } = await opened(view);
      await picture('opened');
      const shown = await page.evaluate<string[]>(`[...document.querySelectorAll('.opblock')].map((block) =>
        block.querySelector('.opblock-summary-method').innerText + ' ' + block.querySelector('[data-path]').dataset.path)`);
      expect(shown).toHaveLength(8);
      expect(shown.sort()).toEqual(described.sort());
      const loaded = await page.evaluate<string[]>('performance.getEntriesByType("resource").map(({ name }) => name)');
      expect(loaded.length).toBeGreaterThan(3);
      const origin = await page.evaluate<string>('location.origin');
      expect(loaded.filter((file) => !file.startsWith(`${origin}/v1/`) && !file.startsWith('data:'))).toEqual([]);
      expect(await fits()).toBe(true);
      expect(page.complaints).toEqual([]);
      await page.close();
    });

    test('an operation shows every answer that is described, also those described once for all', async () => {
      const { page, picture, open } = await opened();
      await open(authenticate);
      await picture('authenticate-client');
      const shown = `[...${authenticate}.querySelectorAll('.responses-table tr.response')].map(({ dataset }) => dataset.code)`;
      const { responses } = Object.values(paths['/v1/{environment}/authenticate-client']!)[0] as { responses: object };
      expect((await page.evaluate<string[]>(shown)).sort()).toEqual(Object.keys(responses).sort());
      expect(await page.evaluate(`${authenticate}.innerText`)).toContain(
        'The methods that are answered at this address.',
      );
      expect(await page.evaluate('document.querySelector(".errors-wrapper") === null')).toBe(true);
      expect(page.complaints).toEqual([]);
      await page.close();
    });

    test('one that takes no token is tried by three clicks', async () => {
      const { page, picture, click, open } = await opened();
      await open(jwks);
      await click(`${jwks}.querySelector('.try-out__btn')`);
      await click(`${jwks}.querySelector('.execute')`);
      const answer = await page.until<string>(`${jwks}.querySelector('.live-responses-table .response')?.innerText`);
      await picture('tried');
      expect(answer).toMatch(/200[^]*"keys"/);
      expect(page.complaints).toEqual([]);
      await page.close();
    });
  });
