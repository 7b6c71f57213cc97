import * as kplus from 'cdk8s-plus-28';
import { checkNamed, madeHere } from './kplus-objects';
import { copyOf } from './optional';
import { DestinationRuleSpecTrafficPolicyTls, DestinationRuleSpecTrafficPolicyTlsMode as Mode } from '../../imports/networking.istio.io';
import { checkObject, checkText } from '../core/checks';
import { Consumer } from '../core/destination';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';

/** Files of a client's certificate, in the container of the proxy that makes the connection. */
export interface ClientCertificateFiles {
  /** Path of the certificate. */
  readonly clientCertificate: string;

  /** Path of the private key. */
  readonly privateKey: string;

  /**
   * Path of the certificates of the authorities that sign the server's certificate.
   *
   * @default - those of the operating system
   */
  readonly caCertificates?: string;
}

type Render = (scope: Consumer, field: string) => DestinationRuleSpecTrafficPolicyTls;

/** Where a proxy finds the certificate that it shows to a server. */
export class ClientCertificate {
  /**
   * A Secret in the namespace of the proxy that makes the connection, of type `kubernetes.io/tls` (with `ca.crt` and `ca.crl` for
   * the server's side), or with the keys `cert`, `key`, `cacert` and `crl`.
   *
   * Sidecars take it only where the DestinationRule has a `workloadSelector`; gateways always do.
   */
  public static fromSecret(secret: kplus.ISecret): ClientCertificate {
    return new ClientCertificate((scope, field) => ({ credentialName: checkNamed(scope, field, secret, 'Secret').name }));
  }

  /** Files in the container of the proxy that makes the connection. */
  public static fromFiles(files: ClientCertificateFiles): ClientCertificate {
    return new ClientCertificate((scope, field) => checkFiles(scope, field, files));
  }

  private constructor(private readonly render: Render) {}

  /** @internal */
  public _render(scope: Consumer, field: string): DestinationRuleSpecTrafficPolicyTls {
    return this.render(scope, field);
  }
}

function checkFiles(scope: Consumer, field: string, files: ClientCertificateFiles): ClientCertificateFiles {
  checkKinds(scope, field, files, { clientCertificate: 'text', privateKey: 'text', caCertificates: 'text' });
  for (const name of ['clientCertificate', 'privateKey'] as const) {
    if (!files[name]) {
      throw invalid(scope, `${field}.${name}`, { given: files[name], allowed: 'the path of a file', todo: 'give the path, or take the certificate from a Secret' });
    }
  }
  return { ...files };
}

/** Where a proxy finds the certificates of the authorities that it trusts to sign a server's certificate. */
export class ServerCaCertificates {
  /**
   * A Secret in the namespace of the proxy that makes the connection, with the key `ca.crt` or `cacert`.
   *
   * Sidecars take it only where the DestinationRule has a `workloadSelector`; gateways always do.
   */
  public static fromSecret(secret: kplus.ISecret): ServerCaCertificates {
    return new ServerCaCertificates((scope, field) => ({ credentialName: checkNamed(scope, field, secret, 'Secret').name }));
  }

  /** A ConfigMap: where this app makes it, in its own namespace, else in that of the DestinationRule. The namespace must be known. */
  public static fromConfigMap(configMap: kplus.IConfigMap): ServerCaCertificates {
    return new ServerCaCertificates((scope, field) => {
      const { name } = checkNamed(scope, field, configMap, 'ConfigMap');
      const made = madeHere(configMap);
      const { namespace } = made ?? scope;
      if (namespace === undefined) {
        throw invalid(scope, field, {
          given: `ConfigMap ${name} without a namespace`,
          allowed: made ? 'a ConfigMap with a namespace' : 'a ConfigMap in the namespace of this construct, which names none',
          todo: `set the namespace of ${made ? 'the ConfigMap' : 'this construct'} or of its chart`,
        });
      }
      return { credentialName: `configmap://${namespace}/${name}` };
    });
  }

  /**
   * A file in the container of the proxy that makes the connection.
   *
   * @param path path of the file
   */
  public static fromFile(path: string): ServerCaCertificates {
    return new ServerCaCertificates((scope, field) => ({ caCertificates: checkText(scope, field, path) }));
  }

  private constructor(private readonly render: Render) {}

  /** @internal */
  public _render(scope: Consumer, field: string): DestinationRuleSpecTrafficPolicyTls {
    return this.render(scope, field);
  }
}

/** What every TLS connection to a server takes. */
export interface ClientTlsOptions {
  /**
   * Name that the server is asked for in the handshake (SNI).
   *
   * @default - the request's host; with `istioMutual`, Istio's name of the cluster
   */
  readonly sni?: string;

  /**
   * Names of which the server's certificate must carry one.
   *
   * @default - the ServiceEntry's `subjectAltNames`, or the request's host
   */
  readonly subjectAltNames?: string[];
}

/** TLS to a server with a certificate of the world outside the mesh. */
export interface OriginatedTlsOptions extends ClientTlsOptions {
  /**
   * Path of a list of revoked certificates, in the container of the proxy. Not together with a Secret or ConfigMap, which
   * holds its own list.
   *
   * @default - none is checked
   */
  readonly caCrl?: string;

  /**
   * Whether the server's certificate is not checked. Not together with certificates of authorities or `subjectAltNames`.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** TLS without a certificate of the client. */
export interface SimpleClientTlsOptions extends OriginatedTlsOptions {
  /**
   * Certificates of the authorities that sign the server's certificate.
   *
   * @default - those of the operating system
   */
  readonly caCertificates?: ServerCaCertificates;
}

/** TLS with a certificate of the client. */
export interface MutualClientTlsOptions extends OriginatedTlsOptions {
  /** The client's certificate. */
  readonly certificate: ClientCertificate;
}

type AnyClientTlsOptions = SimpleClientTlsOptions & Partial<MutualClientTlsOptions>;

const OPTIONS: Kinds<AnyClientTlsOptions> = {
  sni: 'text',
  subjectAltNames: 'texts',
  caCrl: 'text',
  insecureSkipVerify: 'truth',
  caCertificates: 'elsewhere',
  certificate: 'elsewhere',
};

/**
 * What a proxy does with TLS when it connects to a host.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
 */
export class ClientTls {
  /** No TLS. */
  public static disable(): ClientTls {
    return new ClientTls(Mode.DISABLE);
  }

  /** TLS without a certificate of the client. */
  public static simple(options: SimpleClientTlsOptions = {}): ClientTls {
    return new ClientTls(Mode.SIMPLE, options);
  }

  /** TLS with a certificate of the client. */
  public static mutual(options: MutualClientTlsOptions): ClientTls {
    return new ClientTls(Mode.MUTUAL, options);
  }

  /** TLS with the certificates that Istio gives to workloads. */
  public static istioMutual(options: ClientTlsOptions = {}): ClientTls {
    return new ClientTls(Mode.ISTIO_UNDERSCORE_MUTUAL, options);
  }

  private constructor(private readonly mode: Mode, private readonly options: AnyClientTlsOptions = {}) {}

  /** @internal */
  public _render(scope: Consumer, field: string): DestinationRuleSpecTrafficPolicyTls {
    const { certificate, caCertificates, subjectAltNames, ...rest } = checkKinds(scope, field, this.options, OPTIONS);
    if (this.mode === Mode.MUTUAL) {
      checkObject(scope, `${field}.certificate`, certificate!, '_render', 'where the certificate is found, e.g. ClientCertificate.fromSecret()');
    }
    if (caCertificates !== undefined) {
      checkObject(scope, `${field}.caCertificates`, caCertificates, '_render', 'where the certificates are found, e.g. ServerCaCertificates.fromSecret()');
    }
    const files = { ...certificate?._render(scope, `${field}.certificate`), ...caCertificates?._render(scope, `${field}.caCertificates`) };
    if (rest.caCrl !== undefined && files.credentialName !== undefined) {
      throw invalid(scope, `${field}.caCrl`, {
        given: rest.caCrl,
        allowed: 'none beside a Secret or ConfigMap, which holds its own list',
        todo: 'put the list into it under the key ca.crl',
      });
    }
    const names = copyOf(subjectAltNames);
    const checked = [
      (files.caCertificates ?? (this.mode === Mode.SIMPLE ? files.credentialName : undefined)) !== undefined ? 'caCertificates' : undefined,
      names ? 'subjectAltNames' : undefined,
    ].find(name => name !== undefined);
    if (rest.insecureSkipVerify && checked) {
      throw invalid(scope, `${field}.insecureSkipVerify`, {
        given: `true and ${checked}`,
        allowed: 'one of the two',
        todo: 'check the server\'s certificate or skip the check',
      });
    }
    return { mode: this.mode, ...files, ...rest, subjectAltNames: names };
  }
}
