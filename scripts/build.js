/**
 * `node scripts/build.js <tsconfig>`: on a Node that is new enough, compiles what has changed since the last build, like `tsc -b`
 * (scripts/compile.js).
 */
import needsNode from '../src/needs-node.cjs';

const fault = needsNode(process.versions.node);
if (fault === undefined) import('./compile.js');
else {
  console.error(fault);
  process.exitCode = 1;
}
