import { checkItems } from './checks';
import { certificateRef } from './listener-tls';
import { checkReference, foreignNamespace, IObjectReference } from './object-reference';
import { Referrer } from './referrer';
import {
  GatewaySpecTls, GatewaySpecTlsFrontendDefault, GatewaySpecTlsFrontendDefaultValidation, GatewaySpecTlsFrontendDefaultValidationMode,
  GatewaySpecTlsFrontendPerPortTls,
} from '../../imports/gateway.networking.k8s.io';
import { checkMember, checkPort, checkUnique } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, checkStruct } from '../core/kinds';

/** What happens to clients whose certificate does not stand the check. */
export enum FrontendValidationMode {
  /** They are turned away, and so are clients without a certificate. */
  ALLOW_VALID_ONLY = 'AllowValidOnly',
  /** They are let in all the same. */
  ALLOW_INSECURE_FALLBACK = 'AllowInsecureFallback',
}

/** How clients' certificates are checked. */
export interface FrontendValidation {
  /** The certificates of the authorities that sign clients' certificates: ConfigMaps (or Secrets) with the key `ca.crt`. 1 to 16. */
  readonly caCertificateRefs: IObjectReference[];

  /**
   * What happens to clients whose certificate does not stand the check.
   *
   * @default FrontendValidationMode.ALLOW_VALID_ONLY
   */
  readonly mode?: FrontendValidationMode;
}

/** Settings of TLS between clients and the Gateway. */
export interface FrontendTlsConfig {
  /**
   * How clients' certificates are checked.
   *
   * @default - clients show none
   */
  readonly validation?: FrontendValidation;
}

/** Settings of TLS between clients and one port of the Gateway. */
export interface FrontendTlsPort {
  /** Port of the listeners that are meant. 1 to 65535, each once. */
  readonly port: number;

  /** The settings, in place of the default ones. */
  readonly tls: FrontendTlsConfig;
}

/** Settings of TLS between clients and the Gateway's listeners of HTTPS. */
export interface FrontendTls {
  /** The settings of all ports that have none of their own. */
  readonly default: FrontendTlsConfig;

  /**
   * The settings of single ports. At most 64.
   *
   * @default - none
   */
  readonly perPort?: FrontendTlsPort[];
}

/** Settings of TLS between the Gateway and backends. Whether a backend is spoken to in TLS, a BackendTLSPolicy says. */
export interface BackendTls {
  /**
   * The certificate that the Gateway shows, mostly a Secret of type `kubernetes.io/tls`.
   *
   * @default - none
   */
  readonly clientCertificateRef?: IObjectReference;
}

/**
 * Settings of TLS for a whole Gateway.
 *
 * @see https://gateway-api.sigs.k8s.io/guides/tls/
 */
export interface GatewayTls {
  /**
   * Between clients and the Gateway.
   *
   * @default - clients show no certificate
   */
  readonly frontend?: FrontendTls;

  /**
   * Between the Gateway and backends.
   *
   * @default - the Gateway shows no certificate
   */
  readonly backend?: BackendTls;
}

/** The L1 form of the settings of TLS for a whole Gateway. */
export function renderGatewayTls(referrer: Referrer, field: string, tls: GatewayTls): GatewaySpecTls {
  const { frontend, backend } = checkKinds(referrer, field, tls, { frontend: 'struct', backend: 'struct' });
  const perPort = frontend?.perPort ?? [];
  checkItems(referrer, `${field}.frontend.perPort`, perPort, 64, 'drop some').forEach((setting, i) => {
    checkPort(referrer, `${field}.frontend.perPort[${i}].port`, checkStruct(referrer, `${field}.frontend.perPort[${i}]`, setting).port);
  });
  checkUnique(referrer, `${field}.frontend.perPort`, perPort.map(p => String(p.port)), 'drop one of the two');
  return {
    frontend: frontend && {
      default: frontendConfig(referrer, `${field}.frontend.default`, frontend.default),
      perPort: frontend.perPort?.map((p, i) => ({
        port: p.port,
        tls: frontendConfig(referrer, `${field}.frontend.perPort[${i}].tls`, p.tls) as GatewaySpecTlsFrontendPerPortTls,
      })),
    },
    backend: backend && {
      clientCertificateRef: backend.clientCertificateRef === undefined ? undefined : certificateRef(referrer, `${field}.backend.clientCertificateRef`, backend.clientCertificateRef),
    },
  };
}

function frontendConfig(referrer: Referrer, field: string, config: FrontendTlsConfig): GatewaySpecTlsFrontendDefault {
  const { validation } = checkKinds(referrer, field, config, { validation: 'struct' });
  return { validation: validation && renderValidation(referrer, `${field}.validation`, validation) };
}

function renderValidation(
  referrer: Referrer, field: string, { caCertificateRefs, mode }: FrontendValidation,
): GatewaySpecTlsFrontendDefaultValidation {
  checkItems(referrer, `${field}.caCertificateRefs`, caCertificateRefs, 16, 'put several certificates in one ConfigMap');
  checkMember(referrer, `${field}.mode`, mode, Object.values(FrontendValidationMode));
  if (caCertificateRefs.length === 0) {
    throw invalid(referrer, `${field}.caCertificateRefs`, { given: [], allowed: '1 to 16 of them', todo: 'give one, e.g. ObjectReference.fromConfigMap(configMap)' });
  }
  return {
    mode: mode as string as GatewaySpecTlsFrontendDefaultValidationMode,
    caCertificateRefs: caCertificateRefs.map((ref, i) => {
      const item = `${field}.caCertificateRefs[${i}]`;
      checkReference(referrer, item, ref);
      const namespace = foreignNamespace(referrer, item, ref.kind, ref);
      referrer._uses(item, ref);
      return { group: ref.group, kind: ref.kind, name: ref.name, namespace };
    }),
  };
}
