import type { JsonObject } from '../values/json-object.js';

/** `kid` is a string where it is (RFC 7515 4.1.4); what it names is looked up among the keys of the client and nowhere else. */
export const hasGoodKeyId = ({ kid }: JsonObject) => kid === undefined || typeof kid === 'string';
