import { join } from 'node:path';
import { chromium, launchBrowser } from '../kit/browser/chromium.js';
import { graphiqlOn } from '../kit/browser/graphiql.js';
import { openPage, type View } from '../kit/browser/page.js';
import { startServer } from '../kit/server/server-process.js';
import { newDirectory } from './temporary-directories.js';

export const wide: View = { width: 1280, height: 800, scheme: 'light' };
export const narrow: View = { width: 390, height: 844, scheme: 'light' };
export const views = [wide, narrow].flatMap((view) => [view, { ...view, scheme: 'dark' } as const]);

/** Where pictures go for somebody to look at them: nowhere, unless this names a directory that exists. */
const pictures = process.env['KEYLEDGER_TEST_PICTURES'];

/** A development server and a browser. */
export async function browse() {
  const dataDir = await newDirectory();
  const browser = launchBrowser(chromium ?? '', await newDirectory());
  const server = await startServer(dataDir);

  return {
    dataDir,
    close: () => browser.close(),
    async open(path: string, view = wide, held: string[] = []) {
      const page = await openPage(browser, server.address + path, view, held);
      const name = `${path.replaceAll('/', '')}-${view.width}-${view.scheme}`;
      return {
        page,
        ...graphiqlOn(page),
        picture: async (what: string) => pictures && page.picture(join(pictures, `${name}-${what}.png`)),
        /** Does nothing make the page wider than the window? */
        fits: () => page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth'),
      };
    },
  };
}
