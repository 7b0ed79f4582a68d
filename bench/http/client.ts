import { Agent, request } from 'node:http';

export interface Server {
  /** Such as `http://127.0.0.1:4000`. */
  address: string;
  token: string;
}

export interface Operation {
  query: string;
  variables: object;
}

const agent = new Agent({ keepAlive: true });

/** Sends an operation, and rejects when it was not answered or answered with errors: what fails is quick, and no figure. */
export function send<Data>({ address, token }: Server, operation: Operation): Promise<Data> {
  const body = JSON.stringify(operation);
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${address}/graphql`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', reject).on('end', () => {
        const { data, errors } = JSON.parse(text) as { data: Data; errors?: unknown };
        if (errors === undefined && !/"userErrors":\[\{/.test(text)) resolve(data);
        else reject(new Error(`refused: ${text}`));
      });
    });
    sent.on('error', reject).end(body);
  });
}
