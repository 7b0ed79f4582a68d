import { setTimeout as delay } from 'node:timers/promises';

/** How long after a lost connection the next one is tried. */
const RETRY_MS = 500;

/**
 * Follows server-sent events (HTML 9.2), and comes back with the last id whenever the stream ends: nothing is missed.
 * @param {string} url
 * @param {object} options
 * @param {() => Promise<string>} options.token
 * @param {AbortSignal} options.signal Ends it.
 * @param {(data: any) => void} options.onEvent
 * @param {(following: boolean) => void} options.onFollowing True once a stream has begun, false when it is lost.
 */
export async function followEvents(url, { token, signal, onEvent, onFollowing }) {
  let lastId;
  while (!signal.aborted) {
    try {
      const headers = { authorization: `Bearer ${await token()}`, ...(lastId && { 'last-event-id': lastId }) };
      const response = await fetch(url, { headers, signal });
      if (response.status === 400) lastId = undefined; // another log: begin anew, with nothing kept
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      for await (const { id, data } of eventsIn(response.body)) {
        lastId = id ?? lastId;
        if (data === undefined)
          onFollowing(true); // the first block: from here on nothing is missed
        else onEvent(JSON.parse(data));
      }
    } catch {
      // the next attempt tells; meanwhile the caller keeps nothing
    }
    onFollowing(false);
    await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Blocks with an id or data; comments are passed over. */
async function* eventsIn(body) {
  let rest = '';
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + part).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const event = { id: /^id: (.*)$/m.exec(block)?.[1], data: /^data: (.*)$/m.exec(block)?.[1] };
      if (event.id !== undefined) yield event;
    }
  }
}
