/** Runs in the browser, as compiled; the three globals come from the scripts before it. */
import type { DocumentNode } from 'graphql';
import { carryOver, type Answers, type Variables } from '../../../examples/carry-over.js';
import type { IdeConfiguration } from './shell.js';

interface Answer {
  data?: Answers | null;
}
interface Request {
  query: string;
  variables?: Variables;
  operationName?: string | null;
}
type Fetcher = (request: Request, options?: object) => Promise<Answer> | AsyncIterable<Answer>;

declare const location: { href: string };
declare const document: { getElementById(id: string): { textContent: string } };
declare const React: { createElement(component: unknown, properties: object): unknown };
declare const ReactDOM: { createRoot(element: unknown): { render(what: unknown): void } };
declare const GraphiQL: { createFetcher(options: object): Fetcher; GraphQL: { parse(text: string): DocumentNode } };

const configuration = JSON.parse(document.getElementById('configuration').textContent) as IdeConfiguration;
const endpoint = new URL('/graphql', location.href).href;
const ask = GraphiQL.createFetcher({
  url: endpoint,
  subscriptionUrl: endpoint.replace(/^http/, 'ws'), // graphql-ws; the headers pane goes into connectionParams
  enableIncrementalDelivery: false,
});

const text = (value: object) => JSON.stringify(value, null, 2);
let given = text(configuration.variables);
let edited = given;

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
function trimmed(request: Request): Request {
  const { query, variables, operationName } = request;
  const operation = GraphiQL.GraphQL.parse(query).definitions.find(
    (node) => node.kind === 'OperationDefinition' && (!operationName || node.name?.value === operationName),
  );
  const declared = operation?.kind === 'OperationDefinition' ? (operation.variableDefinitions ?? []) : [];
  const names = declared.map(({ variable }) => variable.name.value);
  return {
    ...request,
    variables: Object.fromEntries(Object.entries(variables ?? {}).filter(([name]) => names.includes(name))),
  };
}

const fetcher: Fetcher = (request, options) => {
  const answer = ask(trimmed(request), options);
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
      headers: text(configuration.headers),
      onEditVariables: (typed: string) => (edited = typed),
      isHeadersEditorEnabled: true,
      defaultEditorToolsVisibility: 'variables',
    }),
  );
draw();
