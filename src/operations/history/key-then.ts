import { foldKeyDetails } from '../../../projections/key-details/fold.js';
import type { KeyDetails } from '../../../projections/key-details/row.js';
import { eachInSlices } from '../../app/log/each-in-slices.js';
import type { Past } from './history-as-of.js';

/** A key as these events have left it; undefined before its first. */
export async function keyThen(past: Past | undefined): Promise<KeyDetails | undefined> {
  let key: KeyDetails | undefined;
  await eachInSlices(past?.history ?? [], (event) => void (key = foldKeyDetails(key, event)));
  return key;
}
