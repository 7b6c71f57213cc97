import { checkCount, checkItems } from './checks';
import { checkReference, foreignNamespace, IObjectReference } from './object-reference';
import { Referrer } from './referrer';
import { GatewaySpecListenersTls, GatewaySpecListenersTlsCertificateRefs, GatewaySpecListenersTlsMode } from '../../imports/gateway.networking.k8s.io';
import { checkMap, checkText } from '../core/checks';
import { unlessEmpty } from '../core/empty';
import { invalid } from '../core/errors';
import { checkStruct } from '../core/kinds';

/** TLS that is passed through. */
export interface ListenerTlsOptions {
  /**
   * Settings that only some controllers know, by names with a domain, e.g. Istio's
   * `gateway.istio.io/tls-terminate-mode: MUTUAL`. At most 16.
   *
   * @default - none
   */
  readonly options?: { [name: string]: string };
}

/** TLS that ends at the gateway. */
export interface ListenerTlsTerminateOptions extends ListenerTlsOptions {
  /**
   * The certificates, mostly one Secret of type `kubernetes.io/tls`. At most 64. What is in another namespace must allow
   * it with a ReferenceGrant, which the Gateway makes.
   *
   * @default - none; then `options` must say where certificates come from
   */
  readonly certificateRefs?: IObjectReference[];
}

/**
 * What a listener does with TLS.
 *
 * @see https://gateway-api.sigs.k8s.io/guides/tls/
 */
export class ListenerTls {
  /** Ends TLS with the listener's certificate. */
  public static terminate(options: ListenerTlsTerminateOptions): ListenerTls {
    return new ListenerTls(GatewaySpecListenersTlsMode.TERMINATE, options);
  }

  /** Forwards TLS as it comes, to where a TLSRoute says for the SNI. */
  public static passthrough(options: ListenerTlsOptions = {}): ListenerTls {
    return new ListenerTls(GatewaySpecListenersTlsMode.PASSTHROUGH, options);
  }

  private constructor(private readonly mode: GatewaySpecListenersTlsMode, private readonly options: ListenerTlsTerminateOptions) {}

  /** @internal */
  public get _passthrough(): boolean {
    return this.mode === GatewaySpecListenersTlsMode.PASSTHROUGH;
  }

  /** @internal */
  public _render(referrer: Referrer, field: string): GatewaySpecListenersTls {
    const { certificateRefs = [], options = {} } = checkStruct(referrer, field, this.options);
    const names = Object.keys(checkMap(referrer, `${field}.options`, options));
    checkItems(referrer, `${field}.certificateRefs`, certificateRefs, 64, 'make a listener for each host that has a certificate of its own');
    checkCount(referrer, `${field}.options`, names.length, 16, 'drop some');
    for (const name of names) {
      if (checkText(referrer, `${field}.options["${name}"]`, options[name]).length > 4096) {
        throw invalid(referrer, `${field}.options["${name}"]`, { given: options[name], allowed: 'at most 4096 characters', todo: 'shorten it' });
      }
    }
    if (!this._passthrough && certificateRefs.length === 0 && names.length === 0) {
      throw invalid(referrer, `${field}.certificateRefs`, {
        given: [],
        allowed: 'at least one certificate, as TLS ends here',
        todo: 'give a certificate, e.g. ObjectReference.fromSecret(secret), or say in options where it comes from',
      });
    }
    return {
      mode: this.mode,
      certificateRefs: unlessEmpty(certificateRefs.map((ref, i) => certificateRef(referrer, `${field}.certificateRefs[${i}]`, ref))),
      options: names.length > 0 ? options : undefined,
    };
  }
}

/** A reference of a Gateway to a Secret (of which group and kind are left out) or another object. */
export function certificateRef(referrer: Referrer, field: string, object: IObjectReference): GatewaySpecListenersTlsCertificateRefs {
  checkReference(referrer, field, object);
  const namespace = foreignNamespace(referrer, field, object.kind, object);
  referrer._uses(field, object);
  const secret = object.group === '' && object.kind === 'Secret';
  return { group: secret ? undefined : object.group, kind: secret ? undefined : object.kind, name: object.name, namespace };
}
