/** Runs in the browser: shows the operation that runs in the editor of GraphiQL, which stays where it was. */
import type { OperationDefinitionNode } from 'graphql';

/** What is used of CodeMirror. */
export interface Editor {
  getValue(): string;
  getCursor(): { line: number };
  setCursor(place: { line: number; ch: number }): void;
  heightAtLine(line: number, mode: 'local'): number;
  scrollTo(x: null, y: number): void;
}

/** The lines of an operation, counted from 0, with the comment right above it. */
export function linesOf(text: string, { loc }: Pick<OperationDefinitionNode, 'loc'>): [first: number, last: number] {
  const lines = text.split('\n');
  let first = (loc?.startToken.line ?? 1) - 1;
  while (lines[first - 1]?.trimStart().startsWith('#')) first--;
  return [first, (loc?.endToken.line ?? 1) - 1];
}

/** Puts the operation at the top of the editor, unless the cursor is in it: somebody is writing there. */
export function jump(editor: Editor, query: string, operation: OperationDefinitionNode): void {
  if (editor.getValue() !== query) return; // the introspection of GraphiQL, or another tab by now
  const [first, last] = linesOf(query, operation);
  const { line } = editor.getCursor();
  if (line >= first && line <= last) return;
  editor.setCursor({ line: (operation.loc?.startToken.line ?? 1) - 1, ch: 0 });
  editor.scrollTo(null, editor.heightAtLine(first, 'local'));
}
