import { readFileSync } from 'node:fs';
import { Kind, parse, TokenKind, type OperationDefinitionNode } from 'graphql';

/** One operation of the walk-through, with the comment right above it. */
export interface Example {
  name: string;
  /** First line of the comment. */
  title: string;
  /** The other lines: what to look at. */
  notes: string[];
  /** The operation as it is written, without the comment. */
  source: string;
  variables: string[];
}

/** The ten steps, as the pages show them and the tour plays them. */
export const readExamples = () => readFileSync(new URL('../../../docs/examples.graphql', import.meta.url), 'utf8');

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
      source: document.slice(node.loc?.start, node.loc?.end),
      variables: (node.variableDefinitions ?? []).map(({ variable }) => variable.name.value),
    };
  });
}
