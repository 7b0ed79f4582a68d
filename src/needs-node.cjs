/**
 * Is this Node new enough? Said before anything else is loaded, because an older one fails far from the cause: at an export that
 * it does not have, after a whole compilation. In a syntax that every Node parses, and for sources and scripts alike.
 */
'use strict';

/** As `engines` in package.json. */
var NEEDED = [20, 16];

/** One line for the person at the terminal; nothing when the version, such as `20.16.0`, will do. */
module.exports = function needsNode(version) {
  var parts = version.split('.').map(Number);
  if (parts[0] > NEEDED[0] || (parts[0] === NEEDED[0] && parts[1] >= NEEDED[1])) return undefined;
  return 'Keyledger needs Node ' + NEEDED.join('.') + ' or newer; this is Node ' + version + '.';
};
