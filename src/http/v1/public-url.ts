import type { FastifyRequest } from 'fastify';

/** Where clients reach this server, without a slash at the end: as it is configured, or else as this request has reached it. */
export const publicUrlOf = ({ protocol, host }: FastifyRequest, configured: string | null): string =>
  configured?.replace(/\/$/, '') ?? `${protocol}://${host}`;
