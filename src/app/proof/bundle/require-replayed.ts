import { canonicalJson } from '../canonical-json.js';
import { stateFields } from './bundle-state.js';
import { require } from './bundle-wrong.js';
import { isKeyStream, type Manifest } from './manifest.js';
import { replay, type State } from './replay.js';
import type { Streams } from './require-complete.js';
import { isObject, readCanonical, requireFields } from './strict-json.js';

/** Replaying the events of each stream upon `before` gives `after`. Throws `BundleWrong`. */
export function requireReplayed(file: Buffer, manifest: Manifest, streams: Streams): void {
  const states = readCanonical(file, 'state.json');
  requireFields(states, ['after', 'before'], 'state.json');
  const { before, after } = states;
  const names = [...streams.keys()];
  const begunBefore = names.filter((name) => (manifest.streams[name]?.firstRevision ?? 0) > 0);
  requireFields(before, begunBefore, 'state.json, before');
  requireFields(after, names, 'state.json, after');
  for (const [name, state] of Object.entries(before)) requireState(name, state, `state.json, before, stream ${name}`);
  for (const [name, events] of streams) {
    const where = `state.json, after, stream ${name}`;
    const [begun, stated] = [before[name], after[name]];
    const reached = replay(name, begun as State | undefined, events);
    requireState(name, stated, where);
    for (const [field, value] of Object.entries(reached))
      require(canonicalJson(value) === canonicalJson(stated[field]), where, `${field} is not what the events lead to`);
    const isOfAccount = !isKeyStream(name) || reached['account'] === manifest.account;
    require(isOfAccount, where, 'the key is of another account than the bundle');
  }
}

/** A state has exactly the fields of the page. */
function requireState(stream: string, state: unknown, where: string): asserts state is State {
  if (!isKeyStream(stream)) return requireFields(state, stateFields.account, where);
  requireFields(state, stateFields.key, where);
  require(Array.isArray(state['environments']), where, 'environments is not a list');
  for (const [list, fields] of stateFields.parts) {
    const parts = state[list];
    require(isObject(parts), where, `${list} is not an object`);
    for (const part of Object.values(parts)) requireFields(part, fields, `${where}, ${list}`);
  }
}
