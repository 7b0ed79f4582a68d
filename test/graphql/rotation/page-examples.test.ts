import { expect, test } from '@jest/globals';
import { examplesOf } from '../../../src/examples/document.js';
import { fencesOf } from '../../house/markdown.js';
import { textOf } from '../../house/repository.js';
import type { Fields } from '../../kit/server/ask.js';
import { aServerOfItsOwn } from '../../kit/server/server.js';

const server = aServerOfItsOwn();
const operationsOf = (page: string) =>
  fencesOf(textOf(page))
    .filter(({ language }) => language === 'graphql')
    .flatMap(({ code }) => examplesOf(code));

/** Asks the operations of a page, from its top to its end, each as the page has it. */
async function play(page: string, values: Record<string, string>, learn: (name: string, data: Fields) => void) {
  const names: string[] = [];
  for (const { name, source } of operationsOf(page)) {
    const variables = Object.fromEntries(
      Object.entries(values).filter(([variable]) => source.includes(`$${variable}:`)),
    );
    const { data, errors, text } = await server.ask(source, variables);
    expect({ name, errors }).toEqual({ name, errors: [] });
    expect({ name, refused: /"code":"\w+"/.exec(text)?.[0] }).toEqual({ name, refused: undefined });
    learn(name, data as unknown as Fields);
    names.push(name);
  }
  return names;
}

test('docs/rotation.md, done from its top to its end, is answered', async () => {
  const key = await server.newKey();
  const add = async () =>
    String((await server.mutate('addSecret', { integratorKeyId: key }, 'secret { id }'))['secret']?.['id']);
  const values = { key, secret: await add(), to: new Date(Date.now() + 3_600_000).toISOString() };
  const answers: Record<string, string> = {};
  const names = await play('docs/rotation.md', values, (name, data) => void (answers[name] = JSON.stringify(data)));
  expect(names).toEqual(['Rotate', 'EndsSoon', 'IsItSafe', 'Brownout', 'Policy']);
  expect(answers['Rotate']).toContain('"status":"RETIRING"');
  expect(answers['EndsSoon']).toContain(values.secret);
  expect(answers['IsItSafe']).toContain('"verdict":"UNKNOWN"');
  expect(answers['Brownout']).toContain('"from"');
});

test('docs/webhooks.md likewise', async () => {
  const values = { url: 'https://receiver.example.com/keyledger', webhook: '' };
  const names = await play('docs/webhooks.md', values, (name, data) => {
    if (name === 'AddWebhook')
      values.webhook = String((data[name.charAt(0).toLowerCase() + name.slice(1)] as Fields)['webhook']?.['id']);
  });
  expect(names).toEqual(['AddWebhook', 'GoOn', 'Webhooks', 'RotateIt']);
});
