import { readFileSync } from 'node:fs';
import { Kind, parse, TokenKind, type OperationDefinitionNode } from 'graphql';

const doers = ['ADMINISTRATOR', 'REVIEWER', 'AUTHORIZATION_SERVER'] as const;
/** A role that does a step of the walk-through. */
export type Doer = (typeof doers)[number];

/** One operation of the walk-through, with the comment right above it. */
export interface Example {
  name: string;
  /** First line of the comment. */
  title: string;
  /** The other lines: what to look at. */
  notes: string[];
  /** Who does it: an administrator, unless a note says `As REVIEWER`. */
  as: Doer;
  /** The operation as it is written, without the comment. */
  source: string;
  variables: string[];
}

const readDocument = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

/** The first ten steps, in demo: one administrator does them. */
export const readExamples = () => readDocument('examples.graphql');

/** Ten more, from demo to production: they take a reviewer and an authorization server too. */
export const readGoLiveExamples = () => readDocument('go-live.graphql');

/** Five for auditors, of the key of the others. */
export const readAuditExamples = () => readDocument('audit.graphql');

/** Five of a rotation: of the key of the others, or of one with a secret that ends soon. */
export const readRotationExamples = () => readDocument('rotation.graphql');

/** As Sandbox shows them, each at an address of its own. */
export const readParts = () =>
  [readExamples(), readGoLiveExamples(), readAuditExamples(), readRotationExamples()] as const;

/** All thirty, as `/ide` shows them and the tour plays them. */
export const readAllExamples = () => readParts().join('\n');

function commentAbove({ loc }: OperationDefinitionNode): string[] {
  const lines: string[] = [];
  let line = loc?.startToken.line ?? 0;
  for (let token = loc?.startToken.prev; token?.kind === TokenKind.COMMENT; token = token.prev) {
    if (token.line !== --line) break; // a blank line: that comment belongs to something else
    lines.unshift(token.value.trim());
  }
  return lines;
}

/** The operations of a document in their order; throws graphql's own error when it does not parse. */
export function examplesOf(document: string): Example[] {
  return parse(document).definitions.flatMap((node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION) return [];
    const [title = '', ...notes] = commentAbove(node);
    return {
      name: node.name?.value ?? '',
      title,
      notes,
      as: doers.find((doer) => notes.some((note) => note.startsWith(`As ${doer}`))) ?? 'ADMINISTRATOR',
      source: document.slice(node.loc?.start, node.loc?.end),
      variables: (node.variableDefinitions ?? []).map(({ variable }) => variable.name.value),
    };
  });
}
