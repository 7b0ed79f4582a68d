/** What is wrong with a value, as the path to it and the keyword that it breaks; null when nothing is. */
export type Judge = (value: unknown) => string | null;
/** Throws `SchemaUnknown` for a schema that does not keep to the keywords of `docs/audit-proof.md`. */
export type CompileSchema = (schema: unknown) => Judge;

/** A schema with a keyword, or a value of one, that is not judged. */
export class SchemaUnknown extends Error {
  override name = 'SchemaUnknown';
  constructor() {
    super('The schema has a keyword, or a value of one, that is not known.');
  }
}

/** The name of the schema of an event's data. */
export const schemaNameOf = ({ type, metadata }: { type: string; metadata: object }): string =>
  `${type}.v${String((metadata as { schemaVersion?: unknown }).schemaVersion)}`;

/** Of its metadata: an event that is the application of a proposal says so, and no other may. */
export const metadataSchemaNameOf = (metadata: object): string =>
  'proposalId' in metadata ? 'metadata.v2' : 'metadata.v1';
