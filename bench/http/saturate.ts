import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { RunningServer } from '../servers/start.js';

const autocannon = createRequire(import.meta.url).resolve('autocannon');
const CONNECTIONS = 32;

interface Report {
  requests: { average: number; total: number };
  errors: number;
  timeouts: number;
  mismatches: number;
  non2xx: number;
}

export interface Throughput {
  perSecond: number;
  /** Of a processor, that the server spent on each: beside others on the machine a steadier figure than the rate. */
  cpuSeconds: number;
}

/** As many of one request as the server answers, asked from a process of its own. Every answer has to be `expected`. */
export async function saturate(
  server: RunningServer,
  body: object,
  expected: string,
  seconds: number,
  path = '/graphql',
): Promise<Throughput> {
  const { address, token } = server;
  const load = ['-c', CONNECTIONS, '-d', seconds, '-m', 'POST', '-j', '-n'];
  const headers = ['-H', 'content-type=application/json', '-H', `authorization=Bearer ${token}`];
  const args = [autocannon, ...load, ...headers, '-b', JSON.stringify(body), '-E', expected, `${address}${path}`];
  const before = server.cpuSeconds();
  const { stdout } = await promisify(execFile)(process.execPath, args.map(String));
  const { requests, ...report } = JSON.parse(stdout) as Report;
  const faults = report.errors + report.timeouts + report.mismatches + report.non2xx;
  if (faults > 0) throw new Error(`${faults} of the answers were not what was expected`);
  return { perSecond: requests.average, cpuSeconds: (server.cpuSeconds() - before) / requests.total };
}
