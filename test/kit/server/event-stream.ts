export interface ReceivedEvent<Data = ClientChange> {
  id: string;
  event: string | undefined;
  data: Data;
}

export interface ClientChange {
  client_id: string;
  what: string[];
}

export interface Stream<Data = ClientChange> {
  response: Response;
  /** What came, comments too, as text. */
  text: () => string;
  /** The events until there are so many of them, or the stream ends. */
  take: (count: number) => Promise<ReceivedEvent<Data>[]>;
  /** The last id that has come, with data or without. */
  lastId: () => string | undefined;
  /** Resolves when the server ends it. */
  ended: Promise<void>;
  close: () => void;
}

/** Reads server-sent events as a browser does (HTML 9.2.6): one without data sets the last id alone. */
export async function openStream<Data = ClientChange>(
  url: string,
  headers: Record<string, string>,
): Promise<Stream<Data>> {
  const leaving = new AbortController();
  const response = await fetch(url, { headers, signal: leaving.signal });
  const events: ReceivedEvent<Data>[] = [];
  let [text, rest, over] = ['', '', false];
  let lastId: string | undefined;
  let wake: () => void = () => undefined;

  function receive(block: string) {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
    const [id, data] = [field('id'), field('data')];
    lastId = id ?? lastId;
    if (data !== undefined) events.push({ id: id!, event: field('event'), data: JSON.parse(data) as Data });
  }

  async function read() {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        const part = decoder.decode(chunk, { stream: true });
        [text, rest] = [text + part, rest + part];
        const blocks = rest.split('\n\n');
        rest = blocks.pop() ?? '';
        blocks.forEach(receive);
        wake();
      }
    } catch (error) {
      if (!leaving.signal.aborted) throw error;
    } finally {
      over = true;
      wake();
    }
  }

  const ended = read();
  ended.catch(() => undefined); // told to whoever awaits it
  return {
    response,
    text: () => text,
    lastId: () => lastId,
    ended,
    close: () => leaving.abort(),
    async take(count) {
      while (events.length < count && !over) await new Promise<void>((resolve) => (wake = resolve));
      return events.slice();
    },
  };
}
