import needsNode from './needs-node.cjs';

export type { Report } from './server/run.js';

const fault = needsNode(process.versions.node);
if (fault === undefined) void import('./server/run.js');
else {
  console.error(fault);
  process.exitCode = 1;
}
