import { IConstruct } from 'constructs';
import type { Report } from './check';
import { checkMember, checkText } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';
import { Synthesis } from '../core/synthesis';
import type { Finding } from '../manifests';
import { Severity } from '../manifests/severity';

/** From which severity on findings fail the synth. */
export enum FailOn {
  /** Errors fail it. */
  ERROR = 'error',
  /** Errors and warnings fail it. */
  WARNING = 'warning',
  /** Every finding fails it. */
  INFO = 'info',
  /** Nothing fails it; errors are printed, as warnings are. */
  NEVER = 'never',
}

/** Which findings are not to be reported. What is left out does not narrow them down. */
export interface AnalysisIgnoreOptions {
  /** Why they are not to be reported. */
  readonly reason: string;

  /**
   * Code of the findings, e.g. `IST0101`.
   *
   * @default - all codes, also those for which the API server or Istio would refuse the object
   */
  readonly code?: string;

  /**
   * Severity of the findings.
   *
   * @default - all severities
   */
  readonly severity?: Severity;

  /**
   * Kind of the objects, e.g. `VirtualService`, in whatever case. Here and in namespace and name `*` stands for any text.
   *
   * @default - all kinds
   */
  readonly kind?: string;

  /**
   * Namespace of the objects; `default` for those that name none.
   *
   * @default - all namespaces
   */
  readonly namespace?: string;

  /**
   * Name of the objects.
   *
   * @default - all names
   */
  readonly name?: string;
}

/** Something to know about an object before it is applied. */
export interface AnalysisFinding {
  /** What it is, e.g. `IST0101`; a code keeps its meaning. */
  readonly code: string;

  /** The code in a word, e.g. `ReferencedResourceNotFound`; empty for codes that have none. */
  readonly name: string;

  /** How bad it is. */
  readonly severity: Severity;

  /** What is wrong. */
  readonly message: string;

  /** What to do; empty where the message says it. */
  readonly hint: string;

  /** API version of the object; empty for a finding that is about none. */
  readonly resourceApiVersion: string;

  /** Kind of the object; empty for a finding that is about none. */
  readonly resourceKind: string;

  /** Name of the object; empty for a finding that is about none. */
  readonly resourceName: string;

  /**
   * Namespace of the object.
   *
   * @default - the object names none
   */
  readonly resourceNamespace?: string;

  /** The field that it is about, e.g. `spec.http[0].route`; empty for the whole object. */
  readonly path: string;

  /** Path of the construct that makes the object, e.g. `chart/reviews`. */
  readonly constructPath: string;

  /**
   * Where the program makes it, e.g. `main.ts:12:3`.
   *
   * @default - not known
   */
  readonly source?: string;

  /**
   * Why it is not reported.
   *
   * @default - it is reported
   */
  readonly reason?: string;
}

/**
 * What is checked when the app is synthesized: every object of the app by its schema, by the rules of its kind, and together
 * with the others. It is on as soon as an app holds a construct of this library.
 *
 * @example
 * Analysis.of(chart).ignore({ code: 'IST0118', reason: 'its ports are named in the next release' });
 */
export class Analysis {
  /**
   * The analysis of a construct and all below it: of an app, a chart or any other.
   *
   * @param scope the construct
   */
  public static of(scope: IConstruct): Analysis {
    return new Analysis(scope);
  }

  private readonly synthesis: Synthesis;

  private constructor(private readonly scope: IConstruct) {
    this.synthesis = Synthesis.of(scope);
  }

  /**
   * Does not report some findings of the construct and all below it. What is ignored in vain is a finding of its own, CDI0001.
   *
   * @throws if there is no reason, or no such code
   */
  public ignore(options: AnalysisIgnoreOptions): void {
    const { severity, ...texts } = checkKinds(this.scope, 'ignore', options, IGNORE);
    checkReason(this.scope, 'ignore.reason', options.reason);
    if (options.code !== undefined) { checkCode(this.scope, 'ignore.code', options.code); }
    this.synthesis.settings.ignored.push({ ...texts, severity, construct: this.scope });
  }

  /**
   * Does not check the objects of the construct and of all below it. Others may still refer to them.
   *
   * @param reason why they are not to be checked
   * @throws if there is no reason
   */
  public disable(reason: string): void {
    checkReason(this.scope, 'disable', reason);
    this.synthesis.settings.disabled.add(this.scope);
  }

  /**
   * Says what fails the synth of the app. Without it errors do.
   *
   * @param severity from which severity on findings fail it
   */
  public failOn(severity: FailOn): void {
    checkMember(this.scope, 'failOn', severity, Object.values(FailOn));
    this.synthesis.settings.failOn = severity;
  }

  /**
   * Says how the mesh of the app is set up. Without it, that is as an installation of Istio in the app says, or as Istio's
   * defaults are.
   *
   * @param file YAML of Istio's MeshConfig, or of the ConfigMap, Istio or IstioOperator that holds it
   */
  public meshConfigFile(file: string): void {
    this.synthesis.settings.meshConfigFile = checkText(this.scope, 'meshConfigFile', file);
  }

  /** All findings of the construct and all below it, as they are now. An app without errors can be applied. */
  public findings(): AnalysisFinding[] {
    return this.report().findings.filter(finding => this.isMine(finding)).map(finding => toStruct(finding));
  }

  /** The findings that are not reported, each with its reason. */
  public ignored(): AnalysisFinding[] {
    return this.report().suppressed
      .filter(({ finding }) => this.isMine(finding))
      .map(({ finding, suppression }) => toStruct(finding, suppression.reason));
  }

  private report(): Report {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { checkApp }: typeof import('./at-synth') = require('./at-synth');
    return checkApp(this.synthesis.look());
  }

  private isMine({ manifest }: Finding): boolean {
    const { path } = this.scope.node;
    const { construct = '' } = manifest.origin;
    return path === '' || construct === path || construct.startsWith(`${path}/`);
  }
}

const IGNORE: Kinds<AnalysisIgnoreOptions> = {
  reason: 'text', code: 'text', severity: Object.values(Severity), kind: 'text', namespace: 'text', name: 'text',
};

function checkReason(scope: IConstruct, field: string, reason: string) {
  if (checkText(scope, field, reason).trim() === '') {
    throw invalid(scope, field, { given: reason, allowed: 'a reason', todo: 'say why, for those who read it later' });
  }
}

/** Codes are loaded with all that has them, for those who name one. */
function checkCode(scope: IConstruct, field: string, code: string) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { todoForUnknown }: typeof import('./codes') = require('./codes');
  const todo = todoForUnknown(code);
  if (todo !== undefined) { throw invalid(scope, field, { given: code, allowed: 'a code', todo }); }
}

function toStruct({ code, name, severity, message, hint, manifest, path }: Finding, reason?: string): AnalysisFinding {
  return {
    code,
    name,
    severity,
    message,
    hint,
    resourceApiVersion: manifest.apiVersion,
    resourceKind: manifest.kind,
    resourceName: manifest.name,
    resourceNamespace: manifest.namespace,
    path,
    constructPath: manifest.origin.construct ?? '',
    source: manifest.origin.source?.(),
    reason,
  };
}
