import { readMeshConfig } from '../analysis';
import { check, CheckOptions, FAIL_ON, parseNamespace, parseParts, parseSuppression } from '../check';
import { Finding, InputError, Manifests, Severity } from '../manifests';

/** `properties` of the plugin in cdk8s.yaml. */
interface Properties {
  /** `error`, `warning`, `info` or `never`; `error` unless given. */
  readonly failOn?: string;
  /** `CODE` or `CODE=KIND/NAMESPACE/NAME`. */
  readonly ignore?: readonly string[];
  /** Namespace of what names none. */
  readonly namespace?: string;
  /** File of Istio's MeshConfig. */
  readonly meshConfig?: string;
  /** Files of what is deployed now. */
  readonly old?: readonly string[];
  /** `schema`, `cel`, `analysis`. */
  readonly only?: readonly string[];
}

/** What cdk8s-cli gives a plugin, as far as it is needed. */
interface Context {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure', metadata?: { [key: string]: string }): void;
  };
}

interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: { readonly resourceName: string; readonly locations: readonly string[]; readonly manifestPath: string }[];
}

const texts = (value: unknown) => value === undefined || (Array.isArray(value) && value.every(v => typeof v === 'string'));
const text = (value: unknown) => value === undefined || typeof value === 'string';
const PROPERTIES: { readonly [name in keyof Required<Properties>]: { readonly allowed: string; readonly takes: (value: unknown) => boolean } } = {
  failOn: { allowed: Object.keys(FAIL_ON).join(', '), takes: value => value === undefined || (typeof value === 'string' && Object.hasOwn(FAIL_ON, value)) },
  ignore: { allowed: 'a list of CODE or CODE=KIND/NAMESPACE/NAME', takes: texts },
  namespace: { allowed: 'a text', takes: text },
  meshConfig: { allowed: 'the path of a file', takes: text },
  old: { allowed: 'a list of paths', takes: texts },
  only: { allowed: 'a list of schema, cel, analysis', takes: texts },
};

/** Validation plugin of cdk8s-cli: `class: IstioValidation` under `validations` in cdk8s.yaml. */
export class IstioValidation {
  private readonly failing: readonly Severity[];
  private readonly namespace?: string;

  constructor(private readonly properties: Properties = {}) {
    for (const [name, value] of Object.entries(properties)) {
      const property = Object.hasOwn(PROPERTIES, name) ? PROPERTIES[name as keyof Properties] : undefined;
      if (!property) { throw new InputError(`IstioValidation: there is no property ${name}, allowed are ${Object.keys(PROPERTIES).join(', ')}`); }
      if (!property.takes(value)) { throw new InputError(`IstioValidation: ${name}: given ${JSON.stringify(value)}, allowed ${property.allowed}`); }
    }
    this.failing = FAIL_ON[properties.failOn ?? 'error'];
    this.namespace = properties.namespace === undefined ? undefined : parseNamespace(properties.namespace);
  }

  public async validate({ manifests: files, report }: Context): Promise<void> {
    const manifests = Manifests.fromFiles(files, { namespace: this.namespace });
    const { findings, suppressed } = check(manifests, this.options());
    for (const violation of violations(findings)) { report.addViolation(violation); }
    const count = (wanted: Severity) => `${findings.filter(({ severity }) => severity === wanted).length}`;
    report.submit(findings.some(({ severity }) => this.failing.includes(severity)) ? 'failure' : 'success', {
      Resources: `${manifests.all.length}`,
      Errors: count(Severity.ERROR),
      Warnings: count(Severity.WARNING),
      Infos: count(Severity.INFO),
      Suppressed: `${suppressed.length}`,
    });
  }

  private options(): CheckOptions {
    const { ignore = [], meshConfig, old, only } = this.properties;
    return {
      ignore: ignore.map(parseSuppression),
      meshConfig: meshConfig === undefined ? undefined : readMeshConfig(meshConfig),
      old: old && Manifests.fromFiles(old, { namespace: this.namespace }),
      only: only && parseParts(only),
    };
  }
}

/** One for all resources of which the same is to be said. */
function violations(findings: readonly Finding[]): Violation[] {
  const made = new Map<string, Violation>();
  for (const { code, name, severity, message, hint, manifest, path, steps } of findings) {
    const key = JSON.stringify([code, message, hint]);
    const violation = made.get(key) ?? { ruleName: `${severity} ${code} ${name}`, recommendation: message, fix: hint, violatingResources: [] };
    made.set(key, violation);
    const line = manifest.line(steps);
    violation.violatingResources.push({
      resourceName: manifest.name,
      locations: [[path || manifest.kind, ...line === undefined ? [] : [`(line ${line})`]].join(' ')],
      manifestPath: manifest.origin.file ?? '',
    });
  }
  return [...made.values()];
}
