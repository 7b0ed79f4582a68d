import { Ajv2020 } from 'ajv/dist/2020.js';
import { SchemaUnknown, type CompileSchema } from '../../app/proof/bundle/schemas.js';
import { isObject } from '../../app/proof/bundle/strict-json.js';

type Known = (value: unknown) => boolean;

const TYPES = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CHARACTER = String.raw`(?:[A-Za-z0-9 :/_=!-]|\\[dn.]|\[(?:[^\\[\]^&|]|\\[dn])+\])`;
const REPETITION = String.raw`(?:[?*+]|\{\d{1,4}(?:,\d{0,4})?\})`;
/** What every engine for regular expressions reads the same. */
const PATTERN = new RegExp(String.raw`^\^?(?:${CHARACTER}${REPETITION}?)*\$?$`);

const isAnything: Known = () => true;
const isText: Known = (value) => typeof value === 'string';
const isCount: Known = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isType: Known = (value) =>
  Array.isArray(value)
    ? value.length > 0 && value.every((one) => TYPES.includes(one as string))
    : TYPES.includes(value as string);

function isPattern(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[\x00-\x7f]*$/.test(value) || !PATTERN.test(value)) return false;
  try {
    new RegExp(value, 'u').test('');
    return true;
  } catch {
    return false;
  }
}

/** What only annotates; a `$id` or two must not lead anywhere. */
const annotations: Readonly<Record<string, Known>> = {
  $schema: (value) => value === 'https://json-schema.org/draft/2020-12/schema',
  $id: isText,
  title: isText,
  description: isText,
};
const judging: Readonly<Record<string, Known>> = {
  type: isType,
  enum: Array.isArray,
  const: isAnything,
  required: (value) => Array.isArray(value) && value.every(isText),
  minItems: isCount,
  maxItems: isCount,
  minLength: isCount,
  maxLength: isCount,
  pattern: isPattern,
  format: (value) => value === 'uuid',
  minimum: Number.isSafeInteger,
  maximum: Number.isSafeInteger,
};
const ofSchema = ['additionalProperties', 'items', 'if', 'then', 'else'];

/** The part of a schema that judges. Throws `SchemaUnknown`. */
function understood(schema: unknown): object | boolean {
  if (typeof schema === 'boolean') return schema;
  if (!isObject(schema)) throw new SchemaUnknown();
  const parts = Object.entries(schema).flatMap(([keyword, value]): [string, unknown][] => {
    if (ofSchema.includes(keyword)) return [[keyword, understood(value)]];
    if (keyword === 'properties' && isObject(value))
      return [[keyword, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, understood(one)]))]];
    const known = Object.hasOwn(judging, keyword) ? judging[keyword] : undefined;
    if (known?.(value)) return [[keyword, value]];
    if (Object.hasOwn(annotations, keyword) && annotations[keyword]?.(value)) return [];
    throw new SchemaUnknown();
  });
  const understoodParts = Object.fromEntries(parts);
  return Array.isArray(understoodParts['enum']) && understoodParts['enum'].length === 0 ? false : understoodParts;
}

/** By ajv, which is given nothing of a stranger's schema but the keywords that it is known to judge as the page says. */
export const compileSchema: CompileSchema = (schema) => {
  const parts = understood(schema);
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    addUsedSchema: false,
    ownProperties: true,
    logger: false,
  });
  ajv.addFormat('uuid', UUID);
  const validate = ajv.compile(parts);
  return (value) => {
    if (validate(value)) return null;
    const [fault] = validate.errors ?? [];
    return `${fault?.instancePath || '/'} breaks ${fault?.keyword ?? 'it'}`;
  };
};
