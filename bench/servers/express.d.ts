/** As much of Express as the stock stack uses; its types are a package that nothing else here needs. */
declare module 'express' {
  import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';

  export type Request = IncomingMessage;
  export type Response = ServerResponse;
  export type RequestHandler = (request: Request, response: Response, next: (error?: unknown) => void) => void;
  interface Application extends RequestListener {
    use(path: string, ...handlers: RequestHandler[]): void;
    listen(port: number, host: string, listening: () => void): Server;
  }
  interface Express {
    (): Application;
    json(): RequestHandler;
  }
  const express: Express;
  export { express as default };
}
