/** What the store of the worker's documents and its thread say to each other. */
export type WorkerRequest =
  { kind: 'read'; name: string } | { kind: 'write'; name: string; expected: number | undefined; text: string };

export type WorkerAnswer =
  | { kind: 'document'; document: { revision: number; text: string } | undefined }
  | { kind: 'written'; revision: number | 'CONFLICT' };
