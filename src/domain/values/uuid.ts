const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A UUID as Keyledger writes it; undefined for what is none. Case does not matter on input (RFC 9562 4). */
export const uuidOf = (text: string): string | undefined => (isUuid(text) ? text.toLowerCase() : undefined);

/** A UUID of any version (RFC 9562 4). */
export const isUuid = (text: string): boolean => UUID.test(text);
