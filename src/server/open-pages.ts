import type { Config } from '../config/config.js';
import { readAllExamples, readParts } from '../examples/document.js';
import { ide } from '../http/pages/ide.js';
import { landing } from '../http/pages/landing.js';
import type { makeApp } from '../http/server/app.js';
import { v1Page } from '../http/v1/page.js';

/** The pages for a browser, unless they are off: at `/ide`, at `/v1`, and what `/graphql` answers to one. */
export async function openPages(app: ReturnType<typeof makeApp>, config: Config, developmentToken: string | undefined) {
  if (config.ide === 'off') return {};
  const token = () => developmentToken;
  await app.register(ide, { document: readAllExamples(), token });
  await app.register(v1Page);
  return { landing: landing({ ide: config.ide, parts: readParts(), token }) };
}
