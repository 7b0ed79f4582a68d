import { describe, expect, test } from '@jest/globals';
import { parse, type OperationDefinitionNode } from 'graphql';
import { examplesOf, readAllExamples } from '../../../src/examples/document.js';
import { jump, linesOf, type Editor } from '../../../src/http/pages/ide/jump.js';

const text = '# head\n\n# of A\n  # more\nquery A {\n  x\n}\n\nquery B { y }';
const [a, b] = parse(text).definitions as [OperationDefinitionNode, OperationDefinitionNode];

/** An editor whose lines are ten high; what is done to it. */
function editing(value: string, line: number) {
  const done: unknown[] = [];
  const editor: Editor = {
    getValue: () => value,
    getCursor: () => ({ line }),
    setCursor: (place) => void done.push(place),
    heightAtLine: (at) => at * 10,
    scrollTo: (_x, y) => void done.push(y),
  };
  return { editor, done };
}

describe('the lines of an operation', () => {
  test('begin with the comment right above it', () => expect(linesOf(text, a)).toEqual([2, 6]));
  test('need no comment', () => expect(linesOf(text, b)).toEqual([8, 8]));

  test('of the thirty steps begin with their titles', () => {
    const document = readAllExamples();
    const operations = parse(document).definitions as OperationDefinitionNode[];
    const firsts = operations.map((operation) => document.split('\n')[linesOf(document, operation)[0]]);
    expect(firsts).toEqual(examplesOf(document).map(({ title }) => `# ${title}`));
  });
});

describe('the editor', () => {
  test.each([
    ['goes to the operation that runs, its comment at the top', 0, [{ line: 4, ch: 0 }, 20]],
    ['stays where somebody writes in that operation', 5, []],
    ['stays where somebody writes in its comment', 2, []],
  ])('%s', (_, line, expected) => {
    const { editor, done } = editing(text, line);
    jump(editor, text, a);
    expect(done).toEqual(expected);
  });

  test('stays when something else runs than what is in it', () => {
    const { editor, done } = editing('query Other { z }', 8);
    jump(editor, text, a);
    expect(done).toEqual([]);
  });
});
