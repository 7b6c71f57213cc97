import { IConstruct } from 'constructs';
import { checkPattern } from './checks';
import { GatewaySpecAddresses } from '../../imports/gateway.networking.k8s.io';
import { checkObject, checkText, isIp } from '../core/checks';
import { Consumer } from '../core/destination';
import { invalid } from '../core/errors';
import { IService } from '../core/service';

const HOSTNAME = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const TYPE = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9\/\-._~%!$&'()*+,;=:]+$/;

/**
 * Where a GatewayApiGateway is to be reached.
 *
 * Istio takes no address (the Service gets one), one IP address (the Service asks for it), or one host name (a Service
 * that exists already, so that nothing is deployed).
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment
 */
export class GatewayAddress {
  /**
   * An IP address.
   *
   * @param value the address; without one, any of this type
   */
  public static ip(value?: string): GatewayAddress {
    return new GatewayAddress('IPAddress', value);
  }

  /**
   * A host name.
   *
   * @param value the name; without one, any of this type
   */
  public static hostname(value?: string): GatewayAddress {
    return new GatewayAddress('Hostname', value);
  }

  /**
   * A name that the controller knows.
   *
   * @param value the name; without one, any of this type
   */
  public static named(value?: string): GatewayAddress {
    return new GatewayAddress('NamedAddress', value);
  }

  /**
   * A Service in front of pods that run a gateway already: Istio configures them and deploys nothing. The Service needs
   * the listeners' ports, and Istio (1.31) finds it only in the Gateway's own namespace, full name or not.
   */
  public static service(service: IService): GatewayAddress {
    return new GatewayAddress('Hostname', undefined, service, true);
  }

  /**
   * An address of a type that only some controllers know.
   *
   * @param type a domain and a path, e.g. `example.com/address`
   */
  public static ofType(type: string, value?: string): GatewayAddress {
    return new GatewayAddress(type, value);
  }

  private constructor(
    /** Type of the address, e.g. `IPAddress`. */
    public readonly type: string,
    private readonly value?: string,
    /** @internal */
    readonly _service?: IService,
    private readonly ofService: boolean = false,
  ) {}

  /** @internal */
  public _render(scope: Consumer, field: string): GatewaySpecAddresses {
    const { type } = this;
    const value = this.ofService ? fullName(scope, field, this._service!) : this.value;
    if (value !== undefined) { checkText(scope, `${field}.value`, value); }
    switch (type) {
      case 'IPAddress':
        if (value !== undefined && !isIp(value)) {
          throw invalid(scope, `${field}.value`, { given: value, allowed: 'an IPv4 or IPv6 address, without a port', todo: 'give one, or use GatewayAddress.hostname' });
        }
        break;
      case 'Hostname':
        if (value !== undefined) { checkPattern(scope, `${field}.value`, value, HOSTNAME, 253, 'a DNS name in lower case'); }
        break;
      case 'NamedAddress':
        break;
      default:
        checkPattern(scope, `${field}.type`, type, TYPE, 253, 'a domain and a path, e.g. "example.com/address"');
    }
    if (value !== undefined && value.length > 253) {
      throw invalid(scope, `${field}.value`, { given: value, allowed: 'at most 253 characters', todo: 'shorten it' });
    }
    return { type, value };
  }
}

function fullName(scope: IConstruct, field: string, service: IService): string {
  checkObject(scope, field, service, 'serviceName', 'a Service (Service.fromKplus, Service.fromServiceName)');
  if (service.namespace === undefined) {
    throw invalid(scope, `${field}.value`, {
      given: `Service ${service.name} without a namespace`,
      allowed: 'a Service with a namespace, as the address is its full name',
      todo: 'set the namespace of the Service or of its chart, or give it where the Service is referred to',
    });
  }
  return `${service.name}.${service.namespace}.svc.cluster.local`;
}
