import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Operation, Server } from './client.js';

const autocannon = createRequire(import.meta.url).resolve('autocannon');
const CONNECTIONS = 32;

interface Report {
  requests: { average: number };
  errors: number;
  timeouts: number;
  mismatches: number;
  non2xx: number;
}

/** As many of one operation as the server answers, from a process of its own; a second. Every answer has to be `expected`. */
export async function saturate({ address, token }: Server, operation: Operation, expected: string, seconds: number) {
  const load = ['-c', CONNECTIONS, '-d', Math.max(1, Math.round(seconds)), '-m', 'POST', '-j', '-n'];
  const headers = ['-H', 'content-type=application/json', '-H', `authorization=Bearer ${token}`];
  const args = [autocannon, ...load, ...headers, '-b', JSON.stringify(operation), '-E', expected, `${address}/graphql`];
  const { stdout } = await promisify(execFile)(process.execPath, args.map(String));
  const { requests, ...report } = JSON.parse(stdout) as Report;
  const faults = report.errors + report.timeouts + report.mismatches + report.non2xx;
  if (faults > 0) throw new Error(`${faults} of the answers were not what was expected`);
  return requests.average;
}
