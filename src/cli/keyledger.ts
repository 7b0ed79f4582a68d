#!/usr/bin/env node
import needsNode from '../needs-node.cjs';

const fault = needsNode(process.versions.node);
if (fault === undefined) void import('./run.js');
else {
  console.error(fault);
  process.exitCode = 1;
}
