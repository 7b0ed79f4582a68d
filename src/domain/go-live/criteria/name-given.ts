import type { Criterion } from './criterion.js';

/** Names that people give to what has none yet, in lower case. Published in docs/go-live.md. */
export const placeholderNames: readonly string[] = [
  ...['test', 'testing', 'tests', 'demo', 'example', 'sample', 'untitled', 'temp', 'tmp', 'todo', 'tbd', 'none'],
  ...['app', 'my app', 'myapp', 'new app', 'test app', 'demo app', 'application', 'my application', 'test application'],
  ...['key', 'my key', 'new key', 'test key', 'integration', 'my integration', 'test integration', 'integrator key'],
  ...['foo', 'bar', 'baz', 'foobar', 'asdf', 'qwerty', 'abc', 'hello world', 'xxx', 'n/a'],
];

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();

export const nameGiven: Criterion<{ name: string }> = {
  code: 'NAME_GIVEN',
  title: 'The key has a name that says what the application is.',
  howTo:
    'Rename the key: people who give their consent read this name. Placeholders such as "test" or "my app" do not do.',
  look: ({ key: { name } }) => ({ name }),
  missing: ({ name }) => (placeholderNames.includes(plain(name)) ? ['name'] : []),
};
