import { createRequire } from 'node:module';
import type * as Features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type * as FeaturesService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type * as Parts from '@eventstore/db-client/generated/shared_pb.js';
import type * as Statuses from '@eventstore/db-client/generated/status_pb.js';
import type * as Streams from '@eventstore/db-client/generated/streams_pb.js';
import type * as Service from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type * as AnyMessage from 'google-protobuf/google/protobuf/any_pb.js';
import type * as EmptyMessage from 'google-protobuf/google/protobuf/empty_pb.js';
import type * as TimestampMessage from 'google-protobuf/google/protobuf/timestamp_pb.js';

/** The client's own message classes and service definitions: CommonJS, whose names a module loader cannot see. */
const load = createRequire(import.meta.url);
const generated = '@eventstore/db-client/generated';
const google = 'google-protobuf/google/protobuf';

export const streams = load(`${generated}/streams_pb.js`) as typeof Streams;
export const parts = load(`${generated}/shared_pb.js`) as typeof Parts;
export const features = load(`${generated}/serverfeatures_pb.js`) as typeof Features;
export const { Status } = load(`${generated}/status_pb.js`) as typeof Statuses;
export const { StreamsService } = load(`${generated}/streams_grpc_pb.js`) as typeof Service;
export const { ServerFeaturesService } = load(`${generated}/serverfeatures_grpc_pb.js`) as typeof FeaturesService;
export const { Any } = load(`${google}/any_pb.js`) as typeof AnyMessage;
export const { Empty } = load(`${google}/empty_pb.js`) as typeof EmptyMessage;
export const { Timestamp } = load(`${google}/timestamp_pb.js`) as typeof TimestampMessage;

export type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  DeleteReq,
  DeleteResp,
  ReadReq,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb.js';
export type { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js';
