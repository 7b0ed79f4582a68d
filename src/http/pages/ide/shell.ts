import type { Variables } from '../../../examples/carry-over.js';
import { jsonBlock } from '../json-block.js';
import type { AssetName, Assets } from './assets.js';
import { style } from './style.js';

/** Embedded in the page as JSON; `page.ts` reads it in the browser. */
export interface IdeConfiguration {
  document: string;
  variables: Variables;
  headers: Readonly<Record<string, string>>;
}

/** The HTML page around GraphiQL. It loads nothing from other hosts. */
export function shell({ prefix }: Assets, configuration: IdeConfiguration): string {
  const assetUrl = (name: AssetName) => prefix + name;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Keyledger: GraphiQL</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${assetUrl('graphiql.css')}">
    <style>${style}</style>
  </head>
  <body>
    <div id="graphiql"><p>GraphiQL is loading. It needs JavaScript; <code>npm run tour</code> plays the same twenty steps in a terminal.</p></div>
    ${jsonBlock('configuration', configuration)}
    <script defer src="${assetUrl('react.js')}"></script>
    <script defer src="${assetUrl('react-dom.js')}"></script>
    <script defer src="${assetUrl('graphiql.js')}"></script>
    <script type="module" src="${assetUrl('http/pages/ide/page.js')}"></script>
  </body>
</html>
`;
}
