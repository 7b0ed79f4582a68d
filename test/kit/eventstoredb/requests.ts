import type { Expected } from './decide.js';
import type { Proposed } from './recorded.js';
import type { AppendReq, BatchAppendReq, StreamIdentifier } from './messages.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An event's id is no UUID. */
export class BadId extends Error {}

export const nameOf = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString();

export function proposedOf(message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): Proposed {
  const id = message.getId()?.getString() ?? '';
  if (!uuid.test(id)) throw new BadId();
  return {
    id: id.toLowerCase(),
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

interface ExpectedOptions {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists?(): boolean;
}
/** `revision` is protobuf's text of it. */
export function expectedOf(options: ExpectedOptions, revision: string): Expected {
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasAny()) return 'any';
  return options.hasStreamExists?.() ? 'stream_exists' : Number(revision);
}
