import { IGateway } from './gateway';
import { renderGateways } from './gateway-references';
import { copyOfMap, optionalList } from './optional';
import { checkSourceNamespace } from './route-checks';
import { VirtualServiceSpecTcpMatch } from '../../imports/networking.istio.io';
import { checkPort, checkSubnet } from '../core/checks';
import { Consumer } from '../core/destination';
import { checkKinds, Kinds } from '../core/kinds';

/** What matches of connections have in common. All that is said must hold. */
export interface ConnectionMatch {
  /**
   * Addresses that the connection was made to: IP addresses or blocks such as `10.1.0.0/16`.
   *
   * @default - any
   */
  readonly destinationSubnets?: string[];

  /**
   * Port that the connection was made to. 1 to 65535.
   *
   * @default - any
   */
  readonly port?: number;

  /**
   * Labels of the workloads that the connection comes from; mesh only.
   *
   * @default - any
   */
  readonly sourceLabels?: { [label: string]: string };

  /**
   * Namespace of the workloads that the connection comes from; mesh only.
   *
   * @default - any
   */
  readonly sourceNamespace?: string;

  /**
   * Gateways at which the match counts.
   *
   * @default - those of the VirtualService, unless `mesh` is set
   */
  readonly gateways?: IGateway[];

  /**
   * Whether the match counts at the sidecars in the mesh. Set it with `gateways`, or alone for the mesh only.
   *
   * @default - as the VirtualService says, unless `gateways` is set
   */
  readonly mesh?: boolean;
}

const FIELDS: Kinds<ConnectionMatch> = {
  destinationSubnets: 'elsewhere',
  port: 'elsewhere',
  sourceLabels: 'labels',
  sourceNamespace: 'elsewhere',
  gateways: 'elsewhere',
  mesh: 'truth',
};

/** Checks what matches of connections have in common and renders it. @internal */
export function renderConnectionMatch(consumer: Consumer, field: string, match: ConnectionMatch): VirtualServiceSpecTcpMatch {
  checkKinds(consumer, field, match, FIELDS);
  const destinationSubnets = optionalList(consumer, `${field}.destinationSubnets`, match.destinationSubnets);
  destinationSubnets?.forEach((subnet, i) => checkSubnet(consumer, `${field}.destinationSubnets[${i}]`, subnet));
  if (match.port !== undefined) { checkPort(consumer, `${field}.port`, match.port); }
  checkSourceNamespace(consumer, `${field}.sourceNamespace`, match.sourceNamespace);
  return {
    destinationSubnets,
    port: match.port,
    sourceLabels: copyOfMap(match.sourceLabels),
    sourceNamespace: match.sourceNamespace,
    gateways: renderGateways(consumer, `${field}.gateways`, match.gateways, match.mesh),
  };
}
