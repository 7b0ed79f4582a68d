import { required, settings, variableOf, variables, type Setting, type Values } from './variables.js';

/** Without user info and query, where URLs and connection strings carry passwords. */
const masked = (value: string) =>
  value.includes('://') ? value.replace(/:\/\/.*@/, '://***@').replace(/\?.*/, '?***') : value;

function shown(value: Values[Setting]) {
  if (value === null) return '(not set)';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'object' ? value.join(',') : masked(String(value));
}

/** Each variable with its value in effect, secrets masked. */
export const described = (values: Values): Record<string, string> =>
  Object.fromEntries(settings.map((setting) => [variableOf(setting), shown(values[setting])]));

/** Each variable with its value in effect as text, a line each, secrets masked. */
export const describeConfig = (values: Values) =>
  Object.entries(described(values))
    .map(([variable, value]) => `${variable}=${value}`)
    .join('\n');

const byDefault = (value: string | null | typeof required) =>
  value === required ? '**required**' : value === null ? 'not set' : `\`${value}\``;

/** The table of `docs/configuration.md`, in Markdown. */
export const reference = () =>
  [
    ['Variable', 'What it is', 'Form', 'Default in development', 'Default in production'],
    ['---', '---', '---', '---', '---'],
    ...settings.map((setting) => {
      const { about, form, development, production } = variables[setting];
      return [`\`${variableOf(setting)}\``, about, form, byDefault(development), byDefault(production)];
    }),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
