import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { neededDuration } from './optional';
import { renderPercentage } from './route-checks';
import { VirtualServiceSpecHttpFault, VirtualServiceSpecHttpFaultAbort, VirtualServiceSpecHttpFaultDelay } from '../../imports/networking.istio.io';
import { checkInteger, checkMember, checkObject, checkText } from '../core/checks';
import { invalid } from '../core/errors';
import { checkStruct } from '../core/kinds';

/** Status of a gRPC call. */
export enum GrpcStatus {
  /** 0 */
  OK = 'OK',
  /** 1 */
  CANCELLED = 'CANCELLED',
  /** 2 */
  UNKNOWN = 'UNKNOWN',
  /** 3 */
  INVALID_ARGUMENT = 'INVALID_ARGUMENT',
  /** 4 */
  DEADLINE_EXCEEDED = 'DEADLINE_EXCEEDED',
  /** 5 */
  NOT_FOUND = 'NOT_FOUND',
  /** 6 */
  ALREADY_EXISTS = 'ALREADY_EXISTS',
  /** 7 */
  PERMISSION_DENIED = 'PERMISSION_DENIED',
  /** 8 */
  RESOURCE_EXHAUSTED = 'RESOURCE_EXHAUSTED',
  /** 9 */
  FAILED_PRECONDITION = 'FAILED_PRECONDITION',
  /** 10 */
  ABORTED = 'ABORTED',
  /** 11 */
  OUT_OF_RANGE = 'OUT_OF_RANGE',
  /** 12 */
  UNIMPLEMENTED = 'UNIMPLEMENTED',
  /** 13 */
  INTERNAL = 'INTERNAL',
  /** 14 */
  UNAVAILABLE = 'UNAVAILABLE',
  /** 15 */
  DATA_LOSS = 'DATA_LOSS',
  /** 16 */
  UNAUTHENTICATED = 'UNAUTHENTICATED',
}

/** How many requests a fault is for. */
export interface FaultAbortOptions {
  /**
   * Percentage of the requests. 0, or 0.0001 to 100.
   *
   * @default 100
   */
  readonly percentage?: number;
}

/**
 * A failure that the proxy makes up.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Abort
 */
export class FaultAbort {
  /**
   * Answers with a status of HTTP.
   *
   * @param status 200 to 600
   */
  public static httpStatus(status: number, options: FaultAbortOptions = {}): FaultAbort {
    return new FaultAbort({ httpStatus: status }, options);
  }

  /** Answers with a status of gRPC. */
  public static grpcStatus(status: GrpcStatus, options: FaultAbortOptions = {}): FaultAbort {
    return new FaultAbort({ grpcStatus: status }, options);
  }

  private constructor(private readonly fields: VirtualServiceSpecHttpFaultAbort, private readonly options: FaultAbortOptions) {}

  /** @internal */
  public _render(scope: IConstruct, field: string): VirtualServiceSpecHttpFaultAbort {
    const { httpStatus, grpcStatus } = this.fields;
    const { percentage } = checkStruct(scope, field, this.options);
    if ('httpStatus' in this.fields) { checkInteger(scope, `${field}.httpStatus`, httpStatus!, 200, 600); }
    if ('grpcStatus' in this.fields) { checkMember(scope, `${field}.grpcStatus`, checkText(scope, `${field}.grpcStatus`, grpcStatus!), Object.values(GrpcStatus)); }
    return { ...this.fields, percentage: renderPercentage(scope, `${field}.percentage.value`, percentage) };
  }
}

/**
 * A delay that the proxy makes up.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Delay
 */
export interface FaultDelay {
  /** How long requests are held back. 1 ms or more. */
  readonly fixedDelay: Duration;

  /**
   * Percentage of the requests. 0, or 0.0001 to 100.
   *
   * @default 100
   */
  readonly percentage?: number;

  /**
   * Percentage of the requests, as old documents write it. A whole number from 0 to 100.
   *
   * @default - as `percentage` says
   * @deprecated use `percentage`, which goes before it
   */
  readonly percent?: number;
}

/**
 * Faults that test how callers bear them. A delay, a failure, or both.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection
 */
export interface HttpFaultInjection {
  /**
   * Holds requests back.
   *
   * @default - no request
   */
  readonly delay?: FaultDelay;

  /**
   * Answers requests with a failure.
   *
   * @default - no request
   */
  readonly abort?: FaultAbort;
}

/** Checks faults and renders them. @internal */
export function renderFault(scope: IConstruct, field: string, fault?: HttpFaultInjection): VirtualServiceSpecHttpFault | undefined {
  if (fault === undefined) { return undefined; }
  const { delay, abort } = checkStruct(scope, field, fault);
  if (delay === undefined && abort === undefined) {
    throw invalid(scope, field, { given: fault, allowed: 'a delay, an abort or both', todo: 'say what goes wrong, or leave the fault out' });
  }
  return {
    delay: renderDelay(scope, `${field}.delay`, delay),
    abort: abort === undefined ? undefined : checkObject(scope, `${field}.abort`, abort, '_render', 'a failure, e.g. of FaultAbort.httpStatus()')._render(scope, `${field}.abort`),
  };
}

function renderDelay(scope: IConstruct, field: string, delay?: FaultDelay): VirtualServiceSpecHttpFaultDelay | undefined {
  if (delay === undefined) { return undefined; }
  return {
    fixedDelay: neededDuration(scope, `${field}.fixedDelay`, checkStruct(scope, field, delay).fixedDelay),
    percentage: renderPercentage(scope, `${field}.percentage.value`, delay.percentage),
    percent: delay.percent === undefined ? undefined : checkInteger(scope, `${field}.percent`, delay.percent, 0, 100),
  };
}
