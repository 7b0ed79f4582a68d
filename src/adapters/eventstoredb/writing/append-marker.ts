/**
 * The server delivers the events of one append singly, and a reader must never see half of it. So the metadata of all but
 * the last of them says, on the server alone, that there is more to come.
 */
const MARK = 'appendContinues';

export const continued = <Metadata extends object>(metadata: Metadata) => ({ ...metadata, [MARK]: true });

/** The same for the text of a JSON object. */
export const continuedText = (metadata: string) =>
  metadata === '{}' ? `{"${MARK}":true}` : `${metadata.slice(0, -1)},"${MARK}":true}`;

export const isContinued = (metadata: object) => MARK in metadata;

/** The metadata as the port was given it. */
export function asGiven(metadata: object): object {
  if (!isContinued(metadata)) return metadata;
  const { [MARK]: _, ...given } = metadata;
  return given;
}
