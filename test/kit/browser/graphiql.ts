import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from './page.js';

export type Answer = Record<string, unknown>;

const editor = (selector: string) => `document.querySelector(${JSON.stringify(`${selector} .CodeMirror`)}).CodeMirror`;
const query = editor('.graphiql-query-editor');
const answer = editor('.result-window');
const headers = editor('[aria-label="Headers"] .graphiql-editor:not(.hidden)');
const withText = (selector: string, text: string) =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})].find((one) => one.textContent === ${JSON.stringify(text)})`;
const runButton = 'document.querySelector(".graphiql-execute-button")';
const item = (name: string) => withText('.graphiql-dropdown-item', name);

/** GraphiQL as somebody with a mouse uses it. */
export function graphiqlOn(page: Page) {
  const { click, escape, evaluate, until } = page;
  const answered = async () => JSON.parse(await until<string>(`${answer}.getValue()`)) as Answer;
  const run = () => evaluate(`${answer}.setValue('')`).then(() => click(runButton));

  return {
    /** It is there, and knows the schema. */
    ready: () => until(`document.querySelector('.graphiql-execute-button') && ${query}.options.lint.schema && true`),
    openMenu: async () => {
      await click(runButton);
      await until(item('Step01_SignedIn').concat(' && true'));
    },
    /** The menu hears the key once it has taken the focus, which on a busy machine is after it is shown. */
    async closeMenu() {
      for (; await evaluate(item('Step01_SignedIn').concat(' !== undefined')); await sleep(50)) await escape();
    },
    /** Takes an operation from the menu, scrolled to where it is, and gives its answer. */
    async take(name: string) {
      await run();
      await until(
        `(() => { const one = ${item(name)}; one?.scrollIntoView({ block: 'nearest' }); return one && true })()`,
      );
      await click(item(name));
      return answered();
    },
    /** Runs the only operation, and gives its answer or the first event. */
    runOnly: () => run().then(answered),
    answered,
    /** The answer when it is no longer this one. */
    nextAnswer: async (before: unknown) => {
      await until(
        `${answer}.getValue() && ${answer}.getValue() !== ${JSON.stringify(JSON.stringify(before, null, 2))}`,
      );
      return answered();
    },
    stop: () => click(runButton),
    newTab: () => click('document.querySelector(".graphiql-tab-add")'),
    /** Writes one operation, and waits until GraphiQL has read it: then the button has no menu. */
    async write(text: string) {
      await evaluate(`${query}.setValue(${JSON.stringify(text)})`);
      await until(
        `${query}.documentAST?.loc.source.body === ${JSON.stringify(text)} && !${runButton}.hasAttribute('aria-haspopup')`,
      );
    },
    showHeaders: () => click(withText('.graphiql-editor-tools button', 'Headers')),
    headers: () => evaluate<string>(`${headers}.getValue()`),
    writeToken: (token: string) =>
      evaluate(`${headers}.setValue(${JSON.stringify(JSON.stringify({ Authorization: `Bearer ${token}` }))})`),
    /** The lines of the query that can be seen. */
    linesInView: () =>
      evaluate<string>(`(() => {
        const { top, clientHeight } = ${query}.getScrollInfo();
        const line = (height) => ${query}.lineAtHeight(height, 'local');
        return ${query}.getRange({ line: line(top + 2), ch: 0 }, { line: line(top + clientHeight - 2) });
      })()`),
  };
}
