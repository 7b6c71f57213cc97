import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { checkNamed, madeHere } from './kplus-objects';
import { copyOf } from './optional';
import { GatewaySpecServersTls, GatewaySpecServersTlsMaxProtocolVersion, GatewaySpecServersTlsMinProtocolVersion, GatewaySpecServersTlsMode } from '../../imports/networking.istio.io';
import { checkList, checkObject } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';

/** Version of TLS that a proxy speaks. */
export enum TlsVersion {
  /** The proxy chooses. */
  AUTO = 'TLS_AUTO',
  /** TLS 1.0 */
  V1_0 = 'TLSV1_0',
  /** TLS 1.1 */
  V1_1 = 'TLSV1_1',
  /** TLS 1.2 */
  V1_2 = 'TLSV1_2',
  /** TLS 1.3 */
  V1_3 = 'TLSV1_3',
}

/** Files of a certificate, in the gateway's container. */
export interface CertificateFiles {
  /** Path of the certificate. */
  readonly serverCertificate: string;

  /** Path of the private key. */
  readonly privateKey: string;

  /**
   * Path of the certificates of the authorities that sign clients' certificates.
   *
   * @default - none; needed where clients show certificates
   */
  readonly caCertificates?: string;
}

type RenderCertificate = (scope: IConstruct, field: string, namespace?: string) => GatewaySpecServersTls;

/** Where a gateway's server finds its certificate. */
export class ServerCertificate {
  /**
   * A Secret in the namespace of the gateway's pods, of type `kubernetes.io/tls` or with the keys `tls.crt`, `tls.key` and,
   * for clients' certificates, `ca.crt`.
   */
  public static fromSecret(secret: kplus.ISecret): ServerCertificate {
    return new ServerCertificate((scope, field, namespace) => ({ credentialName: nameOfSecret(scope, field, secret, namespace) }));
  }

  /** Two Secrets, one with an RSA and one with an ECDSA certificate; the client's abilities decide. */
  public static fromSecrets(secrets: kplus.ISecret[]): ServerCertificate {
    return new ServerCertificate((scope, field, namespace) => ({
      credentialNames: checkPair(scope, field, secrets).map((secret, i) => nameOfSecret(scope, `${field}[${i}]`, secret, namespace)),
    }));
  }

  /** Files in the gateway's container. */
  public static fromFiles(files: CertificateFiles): ServerCertificate {
    return new ServerCertificate((scope, field) => checkFiles(scope, field, files));
  }

  /** Two sets of files in the gateway's container, one with an RSA and one with an ECDSA certificate. */
  public static fromFileSets(files: CertificateFiles[]): ServerCertificate {
    return new ServerCertificate((scope, field) => ({
      tlsCertificates: checkPair(scope, field, files).map((set, i) => checkFiles(scope, `${field}[${i}]`, set)),
    }));
  }

  private constructor(private readonly render: RenderCertificate) {}

  /**
   * @param namespace namespace of the gateway's pods, where it is known
   * @internal
   */
  public _render(scope: IConstruct, field: string, namespace?: string): GatewaySpecServersTls {
    return this.render(scope, field, namespace);
  }
}

/** One certificate or two. */
function checkPair<T>(scope: IConstruct, field: string, certificates: readonly T[]): readonly T[] {
  const { length } = checkList(scope, field, certificates);
  if (length < 1 || length > 2) {
    throw invalid(scope, field, {
      given: `${length} certificates`,
      allowed: 'one or two (RSA and ECDSA)',
      todo: 'make a server for each host that has a certificate of its own',
    });
  }
  return certificates;
}

function checkFiles(scope: IConstruct, field: string, files: CertificateFiles): CertificateFiles {
  checkKinds(scope, field, files, { serverCertificate: 'text', privateKey: 'text', caCertificates: 'text' });
  for (const name of ['serverCertificate', 'privateKey'] as const) {
    if (!files[name]) {
      throw invalid(scope, `${field}.${name}`, { given: files[name], allowed: 'the path of a file', todo: 'give the path, or take the certificate from a Secret' });
    }
  }
  return { ...files };
}

/** The name by which a gateway finds a Secret: without a namespace, as Istio looks in that of the gateway's pods only. */
function nameOfSecret(scope: IConstruct, field: string, secret: kplus.ISecret, namespace?: string): string {
  const { name } = checkNamed(scope, field, secret, 'Secret');
  const own = madeHere(secret)?.namespace;
  if (own !== undefined && namespace !== undefined && own !== namespace) {
    throw invalid(scope, field, {
      given: `Secret ${name} in namespace ${own}`,
      allowed: `a Secret in namespace ${namespace}, where the gateway's pods are and Istio looks for it`,
      todo: `make the Secret in namespace ${namespace}`,
    });
  }
  return name;
}

/** Settings of TLS that every mode takes. */
export interface ServerTlsOptions {
  /**
   * Lowest version that the server speaks.
   *
   * @default - Istio's: TLS 1.2
   */
  readonly minProtocolVersion?: TlsVersion;

  /**
   * Highest version that the server speaks.
   *
   * @default - Istio's: TLS 1.3
   */
  readonly maxProtocolVersion?: TlsVersion;

  /**
   * Cipher suites by Envoy's names, e.g. `ECDHE-RSA-AES256-GCM-SHA384`.
   *
   * @default - Envoy's
   */
  readonly cipherSuites?: string[];
}

/** TLS ended at the gateway. */
export interface SimpleTlsOptions extends ServerTlsOptions {
  /** The server's certificate. */
  readonly certificate: ServerCertificate;
}

/** TLS ended at the gateway, with a certificate of the client. */
export interface MutualTlsOptions extends SimpleTlsOptions {
  /**
   * Secret or ConfigMap that holds the certificates of the authorities, where they are apart from the server's.
   *
   * @default - `ca.crt` in the certificate's Secret, or the Secret of that name with the suffix `-cacert`
   */
  readonly caCertCredential?: kplus.ISecret;

  /**
   * Path in the gateway's container of a list of revoked certificates.
   *
   * @default - none is checked
   */
  readonly caCrl?: string;

  /**
   * Names of which the client's certificate must carry one.
   *
   * @default - any name
   */
  readonly subjectAltNames?: string[];

  /**
   * Base64 SHA-256 hashes of the public keys that clients may use.
   *
   * @default - any key
   */
  readonly verifyCertificateSpki?: string[];

  /**
   * Hex SHA-256 hashes of the certificates that clients may use.
   *
   * @default - any certificate
   */
  readonly verifyCertificateHash?: string[];

  /**
   * Whether a client whose certificate does not stand the check is let in all the same.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

const OPTIONS: Kinds<Partial<MutualTlsOptions>> = {
  certificate: 'elsewhere',
  caCertCredential: 'named',
  minProtocolVersion: Object.values(TlsVersion),
  maxProtocolVersion: Object.values(TlsVersion),
  cipherSuites: 'texts',
  caCrl: 'text',
  subjectAltNames: 'texts',
  verifyCertificateSpki: 'texts',
  verifyCertificateHash: 'texts',
  insecureSkipVerify: 'truth',
};

/**
 * What a gateway's server does with TLS.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings
 */
export class ServerTls {
  /** Ends TLS with the server's certificate; clients show none. */
  public static simple(options: SimpleTlsOptions): ServerTls {
    return new ServerTls(GatewaySpecServersTlsMode.SIMPLE, options);
  }

  /** Ends TLS; every client must show a certificate. */
  public static mutual(options: MutualTlsOptions): ServerTls {
    return new ServerTls(GatewaySpecServersTlsMode.MUTUAL, options);
  }

  /** Ends TLS; a client may show a certificate, which is then checked. */
  public static optionalMutual(options: MutualTlsOptions): ServerTls {
    return new ServerTls(GatewaySpecServersTlsMode.OPTIONAL_UNDERSCORE_MUTUAL, options);
  }

  /** Ends TLS with the certificates that Istio gives to workloads, for traffic between meshes or clusters. */
  public static istioMutual(options: ServerTlsOptions = {}): ServerTls {
    return new ServerTls(GatewaySpecServersTlsMode.ISTIO_UNDERSCORE_MUTUAL, options);
  }

  /** Forwards TLS as it comes, to where the VirtualService says for the SNI. */
  public static passthrough(): ServerTls {
    return new ServerTls(GatewaySpecServersTlsMode.PASSTHROUGH);
  }

  /** Forwards TLS as it comes, to the service that the SNI names: for traffic between networks, no VirtualService needed. */
  public static autoPassthrough(): ServerTls {
    return new ServerTls(GatewaySpecServersTlsMode.AUTO_UNDERSCORE_PASSTHROUGH);
  }

  private constructor(private readonly mode: GatewaySpecServersTlsMode, private readonly options: Partial<MutualTlsOptions> = {}) {}

  /**
   * @param namespace namespace of the gateway's pods, where it is known
   * @internal
   */
  public _render(scope: IConstruct, field: string, namespace?: string): GatewaySpecServersTls {
    const { certificate, caCertCredential, minProtocolVersion, maxProtocolVersion, ...rest } = checkKinds(scope, field, this.options, OPTIONS);
    const versions = Object.values(TlsVersion);
    if (minProtocolVersion && maxProtocolVersion && minProtocolVersion !== TlsVersion.AUTO && maxProtocolVersion !== TlsVersion.AUTO
      && versions.indexOf(minProtocolVersion) > versions.indexOf(maxProtocolVersion)) {
      throw invalid(scope, `${field}.minProtocolVersion`, {
        given: minProtocolVersion,
        allowed: `at most maxProtocolVersion, which is ${maxProtocolVersion}`,
        todo: 'lower minProtocolVersion or raise maxProtocolVersion',
      });
    }
    const needsCa = this.mode === GatewaySpecServersTlsMode.MUTUAL || this.mode === GatewaySpecServersTlsMode.OPTIONAL_UNDERSCORE_MUTUAL;
    if (needsCa || this.mode === GatewaySpecServersTlsMode.SIMPLE) {
      checkObject(scope, `${field}.certificate`, certificate!, '_render', 'where the certificate is found, e.g. ServerCertificate.fromSecret()');
    }
    const rendered = certificate?._render(scope, `${field}.certificate`, namespace);
    if (needsCa && rendered?.serverCertificate && !rendered.caCertificates && !caCertCredential) {
      throw invalid(scope, `${field}.certificate.caCertificates`, {
        given: undefined,
        allowed: 'the path of the authorities\' certificates, as clients show certificates here',
        todo: 'give caCertificates or caCertCredential',
      });
    }
    return {
      mode: this.mode,
      ...rendered,
      ...rest,
      cipherSuites: copyOf(rest.cipherSuites),
      subjectAltNames: copyOf(rest.subjectAltNames),
      verifyCertificateSpki: copyOf(rest.verifyCertificateSpki),
      verifyCertificateHash: copyOf(rest.verifyCertificateHash),
      caCertCredentialName: caCertCredential && nameOfSecret(scope, `${field}.caCertCredential`, caCertCredential, namespace),
      minProtocolVersion: minProtocolVersion as string as GatewaySpecServersTlsMinProtocolVersion,
      maxProtocolVersion: maxProtocolVersion as string as GatewaySpecServersTlsMaxProtocolVersion,
    };
  }
}
