import { createRequire } from 'node:module';
import type * as Parts from '@eventstore/db-client/generated/shared_pb.js';
import type * as Service from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type * as Streams from '@eventstore/db-client/generated/streams_pb.js';
import type * as EmptyMessage from 'google-protobuf/google/protobuf/empty_pb.js';
import type * as TimestampMessage from 'google-protobuf/google/protobuf/timestamp_pb.js';

/** The client's own message classes, found from where the client is, so that they are of its version; the client is pinned. */
const require = createRequire(import.meta.url);
const load = createRequire(require.resolve('@eventstore/db-client'));
const generated = '@eventstore/db-client/generated';
const google = 'google-protobuf/google/protobuf';

export const streams = load(`${generated}/streams_pb.js`) as typeof Streams;
export const parts = load(`${generated}/shared_pb.js`) as typeof Parts;
export const { StreamsClient } = load(`${generated}/streams_grpc_pb.js`) as typeof Service;
export const { Empty } = load(`${google}/empty_pb.js`) as typeof EmptyMessage;
export const { Timestamp } = load(`${google}/timestamp_pb.js`) as typeof TimestampMessage;

export type { BatchAppendReq, BatchAppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
