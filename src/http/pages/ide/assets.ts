import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const inPackage = (name: string, file: string) => join(dirname(require.resolve(`${name}/package.json`)), file);
const compiled = (file: string) => new URL(`../../../${file}`, import.meta.url);
const graphqlWs = join(dirname(require.resolve('graphql-ws')), 'client.js');

/** The files of GraphiQL by their name in the URL. Our own keep their relative paths, so that their imports resolve. */
const sources = {
  'graphiql.css': inPackage('graphiql', 'graphiql.min.css'),
  'react.js': inPackage('react', 'umd/react.production.min.js'),
  'react-dom.js': inPackage('react-dom', 'umd/react-dom.production.min.js'),
  'graphiql.js': inPackage('graphiql', 'graphiql.min.js'),
  'graphql-ws/client.js': graphqlWs,
  'http/pages/ide/page.js': compiled('http/pages/ide/page.js'),
  'http/pages/ide/jump.js': compiled('http/pages/ide/jump.js'),
  'http/pages/ide/subscribe.js': compiled('http/pages/ide/subscribe.js'),
  'examples/carry-over.js': compiled('examples/carry-over.js'),
};

export type AssetName = keyof typeof sources;
export interface Assets {
  /** Contains a hash of the files, so that browsers can cache them for ever. */
  prefix: `/ide/assets/${string}/`;
  files: ReadonlyMap<string, { type: string; body: Buffer }>;
}

const typeOf = (name: string) => (name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8');

/** Reads the files once, 1.6 MB in all; rejects when a package is not installed. */
export async function readAssets(): Promise<Assets> {
  const hash = createHash('sha256');
  const files = new Map<string, { type: string; body: Buffer }>();
  for (const [name, path] of Object.entries(sources)) {
    const body = await readFile(path);
    files.set(name, { type: typeOf(name), body });
    hash.update(body);
  }
  // the client of graphql-ws imports a file beside it, whose name has a hash
  for (const [, name = ''] of String(files.get('graphql-ws/client.js')?.body).matchAll(/ from '\.\/([^']+)'/g))
    files.set(`graphql-ws/${name}`, { type: typeOf(name), body: await readFile(join(dirname(graphqlWs), name)) });
  return { prefix: `/ide/assets/${hash.digest('hex').slice(0, 16)}/`, files };
}
