/** A mutation that was refused says so as data, under the alias that the operation gave it. */
interface UserError {
  code: string;
  field: readonly string[] | null;
  message: string;
}
export interface Answer {
  data?: Record<string, { userErrors?: readonly UserError[]; [field: string]: unknown } | null> | null;
  errors?: readonly { message: string; extensions?: { code?: string } }[];
}

export interface Exchange {
  status: number;
  answer: Answer;
}

/** The tour ends here; the message is the line that says why. */
export class TourStopped extends Error {
  override name = 'TourStopped';
}

/** Milliseconds for one answer; a server on this machine needs a hundredth of it. */
const ANSWER_TIMEOUT_MS = 30_000;

/** Sends one operation. Rejects with `TourStopped` when no server, or another one than Keyledger, answers. */
export async function ask(endpoint: URL, token: string | undefined, request: object): Promise<Exchange> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new TourStopped(
      `Nothing answers at ${endpoint.origin}: start it with npm start, or say with --url where it is.`,
      { cause },
    );
  });
  const answer = (await response.json().catch((cause: unknown) => {
    throw new TourStopped(`What answers at ${endpoint.origin} is not Keyledger (HTTP ${response.status}).`, { cause });
  })) as Answer;
  return { status: response.status, answer };
}
