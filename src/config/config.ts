import { inspect } from 'node:util';
import type { GoLiveRules } from '../domain/go-live/go-live-rules.js';
import type { RedirectUriPolicy } from '../domain/redirect-uris/redirect-uri-policy.js';
import type { RetirementLimits } from '../domain/usage/observations.js';
import { silenceLimits } from '../domain/usage/runs.js';
import { described } from './describe.js';
import { rules } from './rules.js';
import { required, settings, variableOf, variables, type Setting, type Values } from './variables.js';

export { describeConfig } from './describe.js';

/** Checked, complete and frozen; however it is logged, its secrets are masked. Paths are absolute. */
export type Config = Values;
type Environment = Readonly<Record<string, string | undefined>>;

export interface ConfigFault {
  variable: string;
  /** What to do about it; never the value. */
  remedy: string;
}

/** Everything that is wrong with the configuration, at once. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  constructor(readonly faults: readonly ConfigFault[]) {
    super(
      ['The configuration is not right:', ...faults.map((fault) => `${fault.variable} ${fault.remedy}`)].join('\n  '),
    );
  }
}

/** Kubernetes sets these for a service of this name, Docker for a link. */
const ofTheCluster = /^KEYLEDGER_(SERVICE_|PORT_\d|ENV_|NAME$)/;

function unknownVariables(environment: Environment): ConfigFault[] {
  const known = new Set(settings.map(variableOf));
  return Object.keys(environment)
    .filter((name) => name.startsWith('KEYLEDGER_') && !known.has(name) && !ofTheCluster.test(name))
    .map((variable) => ({ variable, remedy: 'is no variable of Keyledger: mend its name or remove it.' }));
}

/** An empty variable counts as not set: that is how compose files leave one out. */
const given = (environment: Environment, setting: Setting) => environment[variableOf(setting)] || undefined;

/** `production` only when it is exactly that; good enough to refuse by, before the rest is read. */
export const isProduction = (environment: Environment = process.env) => given(environment, 'mode') === 'production';

/** The fault of a peppers file, if any, as the rest of a sentence that begins with its variable. */
export type InspectPeppers = (file: string) => string | undefined;

/** Reads the environment alone; `readConfigWith` looks at files too. Throws `ConfigError`. */
export const readConfig = (environment?: Environment) => readConfigWith(() => undefined, environment);

/** `readConfig` that also reports the fault of the peppers file, in production, which does not make one. */
export function readConfigWith(inspectPeppers: InspectPeppers, environment: Environment = process.env): Config {
  const defaults = isProduction(environment) ? 'production' : 'development';
  const values: Partial<Record<Setting, unknown>> = {};
  const faults = unknownVariables(environment);
  for (const setting of settings) {
    const { read, form, [defaults]: fallback } = variables[setting];
    const text = given(environment, setting) ?? fallback;
    if (text === required)
      faults.push({ variable: variableOf(setting), remedy: `is required in production: ${form}.` });
    else if (text === null) values[setting] = null;
    else {
      const result = read.safeParse(text === fallback ? text.replace('<DATA_DIR>', String(values.dataDir)) : text);
      if (result.success) values[setting] = result.data;
      else faults.push({ variable: variableOf(setting), remedy: `must be ${form}.` });
    }
  }
  for (const { setting, broken, remedy } of rules)
    if (broken(values as Partial<Values>)) faults.push({ variable: variableOf(setting), remedy });
  const { mode, peppersFile } = values as Partial<Values>;
  const remedy = mode === 'production' && peppersFile ? inspectPeppers(peppersFile) : undefined;
  if (remedy !== undefined) faults.push({ variable: variableOf('peppersFile'), remedy });
  if (faults.length > 0) throw new ConfigError(faults);

  const config = values as Values;
  Object.defineProperty(config, 'toJSON', { value: () => described(config) });
  Object.defineProperty(config, inspect.custom, { value: () => described(config) });
  return Object.freeze(config);
}

/** Some settings, whatever is wrong with the others: a backup must not wait until the rest is mended. Throws `ConfigError`. */
export function readSettings<Name extends Setting>(names: readonly Name[], environment: Environment = process.env) {
  const faults: ConfigFault[] = [];
  const values = names.map((setting): [Name, unknown] => {
    const { read, form, production } = variables[setting];
    const text = given(environment, setting) ?? production;
    if (text === null) return [setting, null];
    const result = read.safeParse(text);
    if (!result.success) faults.push({ variable: variableOf(setting), remedy: `must be ${form}.` });
    return [setting, result.data];
  });
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.fromEntries(values) as Pick<Values, Name>;
}

/** Where the data is, whatever else is wrong. Throws `ConfigError`. */
export const readDataDirectory = (environment?: Environment): string => readSettings(['dataDir'], environment).dataDir;

interface DomainRules {
  redirectUriPolicy: RedirectUriPolicy;
  goLiveRules: GoLiveRules;
  retirementLimits: RetirementLimits;
}

/** The settings that the rules of the domain take, as they take them. */
export function domainRulesOf(config: Config): DomainRules {
  const { privateUseSchemes, localhostAnyPort, goLive: decision } = config;
  const limits = { maxCredentialAge: config.goLiveMaxCredentialAgeDays, minUses: config.goLiveMinUses };
  const redirectUriPolicy = { privateUseSchemes: privateUseSchemes ?? [], localhostAnyPort };
  const { safeObservedDays: observedDays, safeQuietDays: quietDays, maxStaleS } = config;
  const retirementLimits = { observedDays, quietDays, ...silenceLimits(1000 * maxStaleS) };
  return { redirectUriPolicy, goLiveRules: { decision, limits }, retirementLimits };
}

/** Whose tokens count; null means the development issuer. */
export function identityProviderOf(config: Config) {
  const { authIssuer: issuer, authAudience: audience, authJwksUrl: jwksUrl } = config;
  if (issuer === null || audience === null || jwksUrl === null) return null;
  const claims = { account: config.authClaimAccount, roles: config.authClaimRoles, kind: config.authClaimKind };
  return { issuer, audience, jwksUrl, claims };
}
