import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import {
  AlibabaAnnotationPrefix, CONNECTION_DRAIN, CONNECTION_DRAIN_SECONDS, CONNECTION_DRAIN_TIMEOUT, GATEWAY_DRAIN_SECONDS, GATEWAY_DRAIN_TIMEOUT,
  isSeconds,
} from '../core/alibaba';
import { checkObject } from '../core/checks';
import { invalid } from '../core/errors';

type Annotations = { readonly [annotation: string]: string };

/**
 * How long connections may go on after a pod of the gateway was told to end. ASM changed how this is said in version 1.26.
 *
 * @see https://www.alibabacloud.com/help/en/asm/sidecar/use-graceful-shutdown-to-avoid-traffic-loss
 * @example
 * new IstioGateway(chart, 'gateway', { drain: IstioGatewayDrain.byGateway(Duration.minutes(5)) });
 */
export class IstioGatewayDrain {
  /**
   * ASM 1.26 and later: an annotation of the gateway.
   *
   * @param timeout 10 to 890 seconds behind a load balancer
   */
  public static byGateway(timeout: Duration): IstioGatewayDrain {
    return new IstioGatewayDrain(timeout, true);
  }

  /**
   * ASM before 1.26: annotations of the Service, which the load balancer follows.
   *
   * @param timeout 10 to 30 seconds
   */
  public static byLoadBalancer(timeout: Duration): IstioGatewayDrain {
    return new IstioGatewayDrain(timeout, false);
  }

  private constructor(private readonly timeout: Duration, private readonly gateway: boolean) {}

  /** That the timeout is one. @internal */
  public _check(scope: IConstruct, field: string): void {
    checkObject(scope, field, this.timeout, 'toSeconds', 'a Duration');
  }

  /** Annotations of the IstioGateway. @internal */
  public get _annotations(): { [annotation: string]: string } {
    return this.gateway ? { [GATEWAY_DRAIN_TIMEOUT]: this.seconds } : {};
  }

  /** Annotations of the Service. @internal */
  public get _serviceAnnotations(): { [annotation: string]: string } {
    const prefix = AlibabaAnnotationPrefix.ALIBABA_CLOUD;
    return this.gateway ? {} : { [prefix + CONNECTION_DRAIN]: 'on', [prefix + CONNECTION_DRAIN_TIMEOUT]: this.seconds };
  }

  private get seconds(): string {
    return String(this.timeout.toSeconds({ integral: false }));
  }
}

/**
 * That the drain timeout among the annotations of a gateway is one that ASM takes.
 *
 * @param given those annotations that were given by their names
 */
export function checkGatewayDrain(scope: IConstruct, annotations: Annotations, given: Annotations, behindLoadBalancer: boolean): void {
  const field = GATEWAY_DRAIN_TIMEOUT in given ? `metadata.annotations["${GATEWAY_DRAIN_TIMEOUT}"]` : 'drain';
  checkSeconds(scope, field, annotations[GATEWAY_DRAIN_TIMEOUT], behindLoadBalancer ? GATEWAY_DRAIN_SECONDS : undefined);
}

/**
 * That the drain timeout among the annotations of a Service is one that ASM takes.
 *
 * @param given those annotations that were given by their names
 * @param path of the configuration that has the annotations, e.g. `overrides.c1.`
 */
export function checkLoadBalancerDrain(scope: IConstruct, annotations: Annotations, given: Annotations, path: string): void {
  for (const prefix of Object.values(AlibabaAnnotationPrefix)) {
    const name = prefix + CONNECTION_DRAIN_TIMEOUT;
    checkSeconds(scope, name in given ? `${path}serviceAnnotations["${name}"]` : 'drain', annotations[name], CONNECTION_DRAIN_SECONDS);
  }
}

function checkSeconds(scope: IConstruct, field: string, text: string | undefined, range?: readonly [number, number]) {
  if (text !== undefined && !isSeconds(text, range)) {
    throw invalid(scope, field, {
      given: text,
      allowed: range ? `whole seconds from ${range[0]} to ${range[1]}` : 'whole seconds',
      todo: 'give another timeout',
    });
  }
}
