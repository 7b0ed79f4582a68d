/** The data block of a page, as the page's own script reads it. */
export function configurationOf(page: string): unknown {
  const [, block] = /<script id="configuration" type="application\/json">([^]*?)<\/script>/.exec(page) ?? [];
  if (block === undefined) throw new Error('The page has no configuration.');
  return JSON.parse(block);
}

/** Every address that a page makes a browser ask for, or offers. */
export const addressesIn = (page: string) =>
  [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '');
