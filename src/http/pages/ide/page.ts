/** Runs in the browser, as compiled; the three globals come from the scripts before it. */
import type * as GraphqlWsModule from 'graphql-ws';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { carryOver, type Answers, type Variables } from '../../../examples/carry-over.js';
import { jump, type Editor } from './jump.js';
import type { IdeConfiguration } from './shell.js';
import { subscriptionsAt, type Subscription } from './subscribe.js';

interface Answer {
  data?: Answers | null;
}
interface Request {
  query: string;
  variables?: Variables;
  operationName?: string | null;
}
interface Options {
  headers?: Readonly<Record<string, unknown>>;
}
type Fetcher = (request: Request, options?: Options) => Promise<Answer> | AsyncIterable<Answer> | Subscription<Answer>;

declare const location: { href: string };
declare const document: {
  getElementById(id: string): { textContent: string };
  querySelector(selector: string): { CodeMirror: Editor } | null;
};
declare const React: { createElement(component: unknown, properties: object): unknown };
declare const ReactDOM: { createRoot(element: unknown): { render(what: unknown): void } };
declare const GraphiQL: { createFetcher(options: object): Fetcher; GraphQL: { parse(text: string): DocumentNode } };

const configuration = JSON.parse(document.getElementById('configuration').textContent) as IdeConfiguration;
const endpoint = new URL('/graphql', location.href).href;
const ask = GraphiQL.createFetcher({ url: endpoint, enableIncrementalDelivery: false });
/** Where `assets.ts` puts it, beside the folders of our own. */
const graphqlWs = new URL('../../../graphql-ws/client.js', import.meta.url).href;
const { createClient } = (await import(graphqlWs)) as typeof GraphqlWsModule;
const subscribe = subscriptionsAt(endpoint.replace(/^http/, 'ws'), createClient);

const text = (value: object) => JSON.stringify(value, null, 2);
let given = text(configuration.variables);
let edited = given;
/** Of the tab in front; a new tab begins with them. */
let headers = text(configuration.headers);

/** Copies values of an answer into the variables pane, unless the pane contains no valid JSON. */
function take({ data }: Answer) {
  try {
    const current = JSON.parse(edited || '{}') as Variables;
    const next = carryOver(current, data);
    if (text(next) === text(current)) return;
    given = edited = text(next);
    draw();
  } catch {
    // the user is typing
  }
}

/** The request without variables that the operation does not declare, so that no secret goes out needlessly. */
function trimmed(request: Request, operation: OperationDefinitionNode | undefined): Request {
  const names = (operation?.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  const variables = Object.entries(request.variables ?? {}).filter(([name]) => names.includes(name));
  return { ...request, variables: Object.fromEntries(variables) };
}

function operationOf({ query, operationName }: Request): OperationDefinitionNode | undefined {
  try {
    for (const node of GraphiQL.GraphQL.parse(query).definitions)
      if (node.kind === 'OperationDefinition' && (!operationName || node.name?.value === operationName)) return node;
  } catch {
    // the server says what is wrong with it
  }
  return undefined;
}

const fetcher: Fetcher = (request, options) => {
  const operation = operationOf(request);
  const editor = document.querySelector('.graphiql-query-editor .CodeMirror')?.CodeMirror;
  if (editor && operation) jump(editor, request.query, operation);
  if (operation?.operation === 'subscription')
    return subscribe<Answer>(trimmed(request, operation), options?.headers ?? {});
  // without GraphiQL's documentAST, which lags behind what has just been typed
  const answer = ask(trimmed(request, operation), { headers: options?.headers ?? {} });
  if (answer instanceof Promise) answer.then(take, () => undefined);
  return answer;
};

/** Replaces local storage, which persists: answers and variables contain secrets, and must not outlive the page. */
const kept = new Map<string, string>();
const storage = {
  get length() {
    return kept.size;
  },
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, value: string) => void kept.set(name, value),
  removeItem: (name: string) => void kept.delete(name),
  clear: () => kept.clear(),
};

const root = ReactDOM.createRoot(document.getElementById('graphiql'));
const draw = () =>
  root.render(
    React.createElement(GraphiQL, {
      fetcher,
      storage,
      query: configuration.document,
      variables: given,
      defaultHeaders: headers,
      onEditVariables: (typed: string) => (edited = typed),
      onEditHeaders: (typed: string) => {
        headers = typed;
        draw();
      },
      isHeadersEditorEnabled: true,
      defaultEditorToolsVisibility: 'variables',
    }),
  );
draw();
