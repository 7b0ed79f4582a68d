/** Characters, and octets, since every other character than those of ASCII is refused by the next check. */
export const MAX_ASSERTION_LENGTH = 8192;

/** Before anything is decoded (RFC 7515 10.12, RFC 8725 2.7: what is not yet trusted may cost little). */
export const hasGoodSize = (assertion: string) => assertion.length <= MAX_ASSERTION_LENGTH;
