import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { aServerOfItsOwn } from '../kit/server/server.js';
import { anchorsOf } from './markdown.js';
import { textOf } from './repository.js';

// by require: Jest finds two copies of it otherwise, as in compose-files.ts
const { safeLoad } = createRequire(import.meta.url)('js-yaml') as { safeLoad: (text: string) => unknown };

interface Alert {
  alert: string;
  expr: string;
  labels?: { severity?: string };
  annotations?: { summary?: string; runbook?: string };
}
const { groups } = safeLoad(textOf('docs/alerts.yml')) as { groups: { name: string; rules: Alert[] }[] };
const alerts = groups.flatMap(({ rules }) => rules);

/** Names in an expression, and what is asked of the labels of each. */
const metricsIn = (expr: string) =>
  [...expr.matchAll(/(keyledger_\w+)(?:\{([^}]*)\})?/g)].map(([, name = '', labels = '']) => ({
    name,
    labels: [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => ({ label, value })),
  }));

const server = aServerOfItsOwn();
let shown = '';
beforeAll(async () => {
  await fetch(`${server.address}/health/ready`);
  await fetch(`${server.address}/v1/revoke`, { method: 'POST' });
  await server.newKey();
  shown = await (await fetch(`${server.address}/metrics`)).text();
});
const samples = () => [...shown.matchAll(/^(keyledger_\w+)(?:\{([^}]*)\})? /gm)];

/** Metrics of an expression that a server does not have, and labels that none of their samples has. */
function faultsOf(expr: string): string[] {
  return metricsIn(expr).flatMap(({ name, labels }) => {
    const ours = samples().filter(([, one]) => one === name);
    // a job that has not run yet has no sample, and is described all the same
    if (ours.length === 0) return shown.includes(`# TYPE ${name} `) ? [] : [name];
    return labels.flatMap(({ label }) => (ours.some(([, , has = '']) => has.includes(`${label}="`)) ? [] : [`${name}{${label}}`])); // prettier-ignore
  });
}

describe('docs/alerts.yml', () => {
  test.each(alerts)('$alert asks for metrics and labels that a server has', ({ expr }) => {
    expect(metricsIn(expr)).not.toEqual([]);
    expect(faultsOf(expr)).toEqual([]);
  });

  test.each(alerts)('$alert says what it is, how bad, and where to read on', ({ labels, annotations }) => {
    expect(annotations?.summary).toMatch(/^[A-Z].*\.$/);
    expect(['page', 'ticket']).toContain(labels?.severity);
    const [, page = '', anchor = ''] = /^(docs\/\w+\.md)#(.+)$/.exec(annotations?.runbook ?? '') ?? [];
    expect(page).toBe('docs/operations.md');
    expect(anchorsOf(textOf(page))).toContain(anchor);
  });

  test('has each name once, and something to say', () => {
    const names = alerts.map(({ alert }) => alert);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(8);
  });

  test('a name and a label that do not exist are told of', () => {
    expect(faultsOf('keyledger_views_stale_second > 0')).toEqual(['keyledger_views_stale_second']);
    expect(faultsOf('keyledger_leaked_secrets_total{kind="x"}')).toEqual(['keyledger_leaked_secrets_total{kind}']);
  });

  test('the jobs and routes that are named exist', () => {
    const values = (label: string) =>
      alerts.flatMap(({ expr }) =>
        metricsIn(expr).flatMap(({ labels }) => labels.filter((one) => one.label === label)),
      );
    const places: Record<string, [path: string, text: string]> = {
      'sign-checkpoint': ['src/app/jobs/sign-checkpoint.ts', "name: 'sign-checkpoint'"],
      'deliver-webhooks': ['src/operations/webhooks/deliver-all.ts', "name: 'deliver-webhooks'"],
      webhook: ['src/server/open-worker.ts', "measure('webhook'"],
    };
    const jobs = new Set(values('job').map(({ value }) => value));
    expect([...jobs].sort()).toEqual(Object.keys(places).sort());
    for (const [path, text] of Object.values(places)) expect(textOf(path)).toContain(text);
    const routes = values('route').map(({ value }) => value);
    expect(routes).toHaveLength(2);
    for (const route of routes) expect(shown).toContain(`route="${route}"`);
  });
});
