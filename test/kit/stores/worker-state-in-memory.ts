import { stateName, stateText, type WorkerState } from '../../../src/app/worker/worker-state.js';

/** Documents of the worker, in memory. A call takes effect before it returns its promise. */
export function workerStateInMemory(): WorkerState {
  const documents = new Map<string, { revision: number; text: string }>();
  return {
    async read(name) {
      const document = documents.get(stateName(name));
      return document && { revision: document.revision, value: JSON.parse(document.text) as unknown };
    },
    async write(name, expected, value) {
      const text = stateText(value);
      if (documents.get(stateName(name))?.revision !== expected) return 'CONFLICT';
      const revision = (expected ?? -1) + 1;
      documents.set(name, { revision, text });
      return revision;
    },
  };
}
